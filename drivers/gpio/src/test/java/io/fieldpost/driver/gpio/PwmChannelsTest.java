package io.fieldpost.driver.gpio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PwmChannelsTest {
    @TempDir
    Path directory;

    private MockBoard board;

    @BeforeEach
    void layOutABoard() throws Exception {
        board = new MockBoard(directory.resolve("board"));
    }

    private PwmChannels.Place place(int line) throws Exception {
        return PwmChannels.of(line, board.files());
    }

    @Test
    void linesOfARaspberryPi4HaveTwoChannels() throws Exception {
        assertThat(place(12)).isEqualTo(new PwmChannels.Place(0, 0));
        assertThat(place(18)).isEqualTo(new PwmChannels.Place(0, 0));
        assertThat(place(13)).isEqualTo(new PwmChannels.Place(0, 1));
        assertThatThrownBy(() -> place(17))
                .hasMessage("line 17 has no PWM; on this board 12, 13, 18 and 19 can have it");
    }

    @Test
    void linesOfARaspberryPi5HaveAChannelEachAndNotTheFans() throws Exception {
        board.file("proc/device-tree/model", "Raspberry Pi 5 Model B Rev 1.0\0");
        chip(0, "../../../1f0009c000.pwm");
        chip(1, "../../../1f00098000.pwm");
        assertThat(place(19)).isEqualTo(new PwmChannels.Place(1, 3));
        assertThat(place(18)).isEqualTo(new PwmChannels.Place(1, 2));
    }

    private void chip(int number, String device) throws Exception {
        board.file("sys/class/pwm/pwmchip" + number + "/npwm", "4\n");
        Files.createSymbolicLink(board.root.resolve("sys/class/pwm/pwmchip" + number + "/device"), Path.of(device));
    }

    @Test
    void boardWithoutPwmSaysWhatToWrite() throws Exception {
        Files.delete(board.root.resolve("sys/class/pwm/pwmchip0/npwm"));
        assertThatThrownBy(() -> place(12))
                .hasMessageContaining("offers no PWM")
                .hasMessageContaining("dtoverlay=pwm-2chan");
    }
}
