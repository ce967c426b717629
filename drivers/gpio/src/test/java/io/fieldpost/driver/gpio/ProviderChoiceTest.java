package io.fieldpost.driver.gpio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.ValueType;
import io.fieldpost.driver.testkit.TestContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProviderChoiceTest {
    @TempDir
    Path directory;

    private MockBoard board;

    @BeforeEach
    void layOutABoard() throws Exception {
        board = new MockBoard(directory.resolve("board"));
    }

    private static GpioSettings settings(ProviderName provider, String chip) {
        return new GpioSettings(provider, chip, Duration.ofMinutes(1));
    }

    private ProviderChoice choice(ProviderName provider, String chip) throws DriverException {
        return ProviderChoice.of(settings(provider, chip), board.files());
    }

    private void oldFiles(String... labelsAndBases) throws Exception {
        board.file("sys/class/gpio/export", "");
        for (int i = 0; i < labelsAndBases.length; i += 2) {
            String chip = "sys/class/gpio/gpiochip" + labelsAndBases[i + 1];
            board.file(chip + "/label", labelsAndBases[i] + "\n");
            board.file(chip + "/base", labelsAndBases[i + 1] + "\n");
            board.file(chip + "/ngpio", "58\n");
        }
    }

    @Test
    void raspberryPiTakesItsCharacterDevice() throws Exception {
        oldFiles("pinctrl-bcm2711", "512");
        ProviderChoice choice = choice(ProviderName.AUTO, null);
        assertThat(Objects.requireNonNull(choice.provider()).name()).isEqualTo("gpiod");
        assertThat(choice.why()).isEqualTo("Raspberry Pi 4 Model B Rev 1.4; lines by gpiod");
    }

    @Test
    void boardThatIsNoRaspberryPiTakesTheOldFilesAndSaysWhy() throws Exception {
        board.file("proc/device-tree/model", "linux,dummy-virt\0");
        oldFiles("9030000.pl061", "512");
        ProviderChoice choice = choice(ProviderName.AUTO, null);
        assertThat(Objects.requireNonNull(choice.provider()).name()).isEqualTo("linuxfs");
        assertThat(choice.provider().base()).isEqualTo(512);
        assertThat(choice.provider().lines()).isEqualTo(58);
        assertThat(choice.why())
                .isEqualTo("linux,dummy-virt; lines by linuxfs, and not by gpiod: it knows the pin controllers of "
                        + "Raspberry Pis alone; line 0 is 512 in the kernel's files");
    }

    @Test
    void chipOfTheOldFilesIsTheBoardsPinController() throws Exception {
        oldFiles("raspberrypi-exp-gpio", "570", "pinctrl-bcm2711", "512");
        assertThat(choice(ProviderName.LINUXFS, null).provider())
                .extracting(p -> p.base())
                .isEqualTo(512);
        assertThat(choice(ProviderName.AUTO, "raspberrypi-exp-gpio").provider())
                .extracting(p -> p.base())
                .isEqualTo(570);
        assertThatThrownBy(() -> choice(ProviderName.AUTO, "nothing"))
                .hasMessage(
                        "no chip calls itself nothing; write chip: and one of [pinctrl-bcm2711, raspberrypi-exp-gpio]");
    }

    @Test
    void severalChipsThatMayBeMeantAreToldApartByAPerson() throws Exception {
        oldFiles("one", "0", "two", "32");
        assertThatThrownBy(() -> choice(ProviderName.LINUXFS, null))
                .isInstanceOfSatisfying(
                        DriverException.class,
                        e -> assertThat(e.reason()).isEqualTo(DriverException.Reason.CONFIGURATION))
                .hasMessageContaining("write chip: and one of [one, two]");
    }

    @Test
    void providerThatCantWorkIsToldWithItsReason() throws Exception {
        board.architecture = "amd64";
        assertThatThrownBy(() -> choice(ProviderName.GPIOD, null))
                .isInstanceOfSatisfying(
                        DriverException.class,
                        e -> assertThat(e.reason()).isEqualTo(DriverException.Reason.UNREACHABLE))
                .hasMessage("provider gpiod does not work on Raspberry Pi 4 Model B Rev 1.4: its native library exists "
                        + "for arm and aarch64, and this is amd64");
        assertThatThrownBy(() -> choice(ProviderName.LINUXFS, null)).hasMessageContaining("no /sys/class/gpio");
    }

    @Test
    void boardWithoutLinesSaysSoOnceAndReadsWhatItHas() throws Exception {
        Files.delete(board.root.resolve("dev/gpiochip0"));
        TestContext context = new TestContext("pins", board.clock, directory.resolve("source"));
        GpioDriver driver = board.driver(context);
        Point led = new Point("pins", "act", "led/ACT", ValueType.BOOL, "1");
        Point door = new Point("pins", "door", "din/17", ValueType.BOOL, "1");
        assertThat(driver.read(List.of(led, door)))
                .extracting(measurement -> measurement.quality().name())
                .containsExactly("GOOD", "BAD_NOT_CONNECTED");
        assertThat(context.remarks().get("board"))
                .isEqualTo("Raspberry Pi 4 Model B Rev 1.4 has no lines to use; by gpiod: there is no /dev/gpiochip*; "
                        + "by linuxfs: there is no /sys/class/gpio");
        assertThatThrownBy(() -> driver.read(List.of(door)))
                .isInstanceOfSatisfying(
                        DriverException.class,
                        e -> assertThat(e.reason()).isEqualTo(DriverException.Reason.UNREACHABLE))
                .hasMessageContaining("has no lines to use");
        driver.close();
    }

    @Test
    void chipIsRefusedWhereGpiodIsNamed() {
        assertThatThrownBy(() -> settings(ProviderName.GPIOD, "pinctrl-rp1")).hasMessageContaining("chip: gpiod takes");
    }
}
