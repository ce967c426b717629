package io.fieldpost.driver.modbus;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.config.ConfigReader;
import io.fieldpost.config.Result;
import io.fieldpost.config.gateway.GatewayConfig;
import io.fieldpost.config.gateway.PointSettings;
import io.fieldpost.config.gateway.Source;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.ValueType;
import io.fieldpost.driver.modbus.plan.RequestLimits;
import io.fieldpost.driver.modbus.plan.RequestPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every file that is there to be copied is a gateway that the agent accepts, with addresses that are some. */
class ProfilesTest {
    private static final ConfigReader READER =
            ConfigReader.of(Map.of("protocol", Map.of("modbus", ModbusSettings.class)));

    static List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>(List.of(Path.of("sample.yaml")));
        try (Stream<Path> profiles = Files.list(Path.of("profiles"))) {
            profiles.sorted().forEach(files::add);
        }
        return files;
    }

    @ParameterizedTest
    @MethodSource("files")
    void fileIsAGatewayWithGoodAddresses(Path file) {
        for (Source source : read(file).sources()) {
            assertThat(source.points()).extracting(PointSettings::name).doesNotHaveDuplicates();
            assertThat(source.points())
                    .allSatisfy(point -> assertThat(new ModbusDriverFactory().complaintAbout(point.address()))
                            .as(point.address())
                            .isEmpty());
        }
    }

    /** As the manuals count: 30053 is place 52 (0x34), and the PM5000's register 3028 travels as 3027. */
    @Test
    void valuesStandWhereTheManualsHaveThem() {
        assertThat(plan("eastron-sdm630.yaml"))
                .containsExactly("unit 1, input 0 to 17", "unit 1, input 52 to 75", "unit 1, input 342 to 343");
        assertThat(plan("schneider-pm5000.yaml"))
                .containsExactly(
                        "unit 1, holding 2999 to 3004",
                        "unit 1, holding 3019 to 3032",
                        "unit 1, holding 3059 to 3076",
                        "unit 1, holding 3109 to 3110",
                        "unit 1, holding 3203 to 3210");
    }

    private static List<String> plan(String profile) {
        Source source = read(Path.of("profiles", profile)).sources().get(0);
        ModbusSettings settings = (ModbusSettings) source.settings();
        List<Point> points = source.points().stream()
                .map(point -> new Point(source.name(), point.name(), point.address(), ValueType.ANY, point.unit()))
                .toList();
        RequestLimits limits = new RequestLimits(
                settings.mostRegistersPerRequest(), settings.mostBitsPerRequest(), settings.largestUnwanted());
        return RequestPlan.of(points, limits).blocks().stream()
                .map(Object::toString)
                .toList();
    }

    private static GatewayConfig read(Path file) {
        Result<GatewayConfig> result = READER.read(file, GatewayConfig.class);
        assertThat(result).as(result.toString()).isInstanceOf(Result.Read.class);
        return ((Result.Read<GatewayConfig>) result).value();
    }
}
