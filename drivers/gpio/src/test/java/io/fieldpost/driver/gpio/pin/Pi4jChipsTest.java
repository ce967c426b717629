package io.fieldpost.driver.gpio.pin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.pi4j.plugin.mock.provider.i2c.MockI2CProvider;
import com.pi4j.plugin.mock.provider.pwm.MockPwmProvider;
import com.pi4j.plugin.mock.provider.spi.MockSpiProvider;
import io.fieldpost.driver.gpio.sensor.I2cDevice;
import io.fieldpost.driver.gpio.sensor.SensorException;
import io.fieldpost.driver.gpio.sensor.SpiDevice;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is said to the library arrives there, as far as its mock can show: it gives back what was written. */
class Pi4jChipsTest {
    private final Pi4jChips chips = new Pi4jChips(new ChipProviders(
            MockI2CProvider::newInstance, MockSpiProvider::newInstance, chip -> MockPwmProvider.newInstance()));

    @AfterEach
    void close() {
        chips.close();
    }

    @Test
    void bytesGoToTheChipAndBack() throws Exception {
        I2cDevice device = chips.i2c(1, 0x76);
        device.write((byte) 0xF4, (byte) 0x25);
        assertThat(device.read(2)).containsExactly(0xF4, 0x25);
    }

    @Test
    void answerThatIsTooShortIsAFailure() throws Exception {
        I2cDevice device = chips.i2c(1, 0x76);
        device.write((byte) 1);
        assertThatThrownBy(() -> device.read(2))
                .isInstanceOf(SensorException.class)
                .hasMessage("the answer has 1 bytes and not 2");
        assertThatThrownBy(() -> device.readRegister(0xD0, 1)).hasMessage("the answer has 0 bytes and not 1");
    }

    @Test
    void transferReceivesAsManyBytesAsItSends() throws Exception {
        SpiDevice device = chips.spi(0, 0, 1_000_000);
        assertThat(device.transfer(new byte[] {1, 2, 3})).containsExactly(0, 0, 0);
        assertThat(device.transfer(new byte[] {4, 5, 6})).containsExactly(1, 2, 3);
    }

    @Test
    void chipsWithTheSameNumberOnOtherBusesAreBesideEachOther() throws Exception {
        chips.spi(0, 0, 1_000_000);
        chips.spi(1, 0, 1_000_000);
        chips.i2c(1, 0x40);
        chips.i2c(2, 0x40);
        chips.pwm(0, 0, 50).set(0.5);
    }

    @Test
    void chipThatIsOpenedAgainTakesThePlaceOfTheOneBefore() throws Exception {
        I2cDevice before = chips.i2c(1, 0x40);
        before.write((byte) 7);
        assertThatThrownBy(() -> chips.i2c(1, 0x40).read(1)).hasMessageContaining("0 bytes");
    }
}
