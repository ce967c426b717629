package io.fieldpost.radio.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ThermometerTest {
    @TempDir
    private Path directory;

    @Test
    void thousandthsOfADegreeAreRead() throws Exception {
        assertThat(Thermometer.read(Files.writeString(directory.resolve("t"), "-12375\n")))
                .isEqualTo(-12.375);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "warm", "23.1", "850000", "99999999999999999999999999999999999999999999"})
    void whatIsNoTemperatureIsRefusedWithWhatItIs(String text) throws Exception {
        Path file = Files.writeString(directory.resolve("t"), text);

        assertThatThrownBy(() -> Thermometer.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is not thousandths of a degree from -60 to 150 C");
    }

    @Test
    void fileThatIsNotThereIsTrouble() {
        assertThatThrownBy(() -> Thermometer.read(directory.resolve("none")))
                .hasMessage("it can't be read (NoSuchFileException)");
    }
}
