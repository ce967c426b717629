package ${package};

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.config.Setting;
import io.fieldpost.driver.Point;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What a technician reads is what the driver does. */
class ReadmeTest {
    private static final Path README = Path.of("README.md");

    @Test
    void everySettingStandsInItWithItsMeaning() throws Exception {
        String readme = Files.readString(README);
        for (RecordComponent component : DeviceSettings.class.getRecordComponents()) {
            assertThat(readme).contains("| `" + component.getName() + "` |", component.getAnnotation(Setting.class).value());
        }
    }

    @Test
    void everyAddressThatIsTestedStandsInIt() throws Exception {
        String readme = Files.readString(README);
        for (Point point : SheetTest.POINTS) {
            assertThat(readme).contains("`" + point.address() + "`");
        }
    }

    @Test
    void theSampleReadsEveryPointThatIsTested() throws Exception {
        String sample = Files.readString(Path.of("sample.yaml"));
        for (Point point : SheetTest.POINTS) {
            assertThat(sample).contains("name: " + point.name() + ", address: " + point.address() + ", unit: " + point.unit());
        }
    }
}
