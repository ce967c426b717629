package io.fieldpost.product;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.agent.simulation.EmbeddedBroker;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code fieldpost doctor} says in the technician's language what to do next. */
class DoctorIT {
    private static final Pattern CHINESE = Pattern.compile("\\p{IsHan}");

    @TempDir
    Path temporary;

    @Test
    void aGatewayThatWorksHasNothingBroken() throws Exception {
        try (EmbeddedBroker broker = new EmbeddedBroker().start()) {
            String file = new GatewayText(temporary)
                    .simulated()
                    .destination(broker.url())
                    .page(0)
                    .write();
            RunningProduct doctor = RunningProduct.run(temporary, "doctor", "--language", "en", file);
            assertThat(doctor.awaitEnd()).as(doctor.text()).isZero();
            assertThat(doctor.errors()).isEmpty();
            assertThat(doctor.text())
                    .contains(file, "127.0.0.1:" + broker.port(), "0 to repair")
                    .doesNotContainPattern(CHINESE);
        }
    }

    @Test
    void aWrongFileIsToldInBothLanguagesWithItsPlace() throws Exception {
        Path file = Files.writeString(temporary.resolve("wrong.yaml"), """
                gateway: { id: dg-1, site: plant }
                sources: [ { name: press-1, protocol: opcau } ]
                destinations: [ { name: city, url: "mqtt://127.0.0.1:9" } ]
                """);
        for (String language : List.of("en", "zh")) {
            RunningProduct doctor = RunningProduct.run(temporary, "doctor", "--language", language, file.toString());
            assertThat(doctor.awaitEnd()).isEqualTo(1);
            assertThat(doctor.errors()).isEmpty();
            assertThat(doctor.text()).contains(file + ":2:").contains("opcau");
            assertThat(CHINESE.matcher(doctor.text()).find()).isEqualTo(language.equals("zh"));
        }
    }

    @Test
    void aBrokerThatIsNotThereIsBroken() throws Exception {
        String file = new GatewayText(temporary)
                .simulated()
                .destination(URI.create("mqtt://127.0.0.1:9"))
                .write();
        RunningProduct doctor = RunningProduct.run(temporary, "doctor", "--language", "en", file);
        assertThat(doctor.awaitEnd()).isEqualTo(1);
        assertThat(doctor.text()).contains("127.0.0.1:9");
    }
}
