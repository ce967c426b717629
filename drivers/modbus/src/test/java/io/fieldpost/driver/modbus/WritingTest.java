package io.fieldpost.driver.modbus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fieldpost.driver.DeviceStatus;
import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import io.fieldpost.driver.Value;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WritingTest {
    private final Bank bank = new Bank().holding(1, 0, 0, 0, 0xFF00, 0, 0);
    private ScriptedDevice device;
    private Bench bench;

    @BeforeEach
    void connect() throws Exception {
        device = new ScriptedDevice(false, bank);
        bench = new Bench(Bench.settings(device.connection()));
    }

    @AfterEach
    void disconnect() throws Exception {
        bench.close();
        device.close();
    }

    @Test
    void registerIsWrittenAndReadBack() throws Exception {
        assertThat(bench.write("1/holding/0*0.1", new Value.Real(220.3))).isEqualTo(DeviceStatus.OK);
        assertThat(bank.register(1, 0)).isEqualTo(2203);
        assertThat(device.asked()).containsExactly("1: 06 0000 089B", "1: 03 0000 0001");
    }

    @Test
    void valueOfSeveralRegistersIsWrittenAtOnceInItsOrder() throws Exception {
        bench.write("1/holding/0:float32,cdab", new Value.Real(500));
        assertThat(device.asked()).containsExactly("1: 10 0000 000204000043FA", "1: 03 0000 0002");
    }

    @Test
    void coilIsWritten() throws Exception {
        bench.write("1/coil/3", new Value.Bool(true));
        assertThat(device.asked()).containsExactly("1: 05 0003 FF00", "1: 01 0003 0001");
        assertThat(bank.register(1, 3)).isEqualTo(1);
    }

    @Test
    void bitIsWrittenWithTheOthersAsTheyStand() throws Exception {
        bench.write("1/holding/2.0", new Value.Bool(true));
        assertThat(bank.register(1, 2)).isEqualTo(0xFF01);
        bench.write("1/holding/2.15", new Value.Bool(false));
        assertThat(bank.register(1, 2)).isEqualTo(0x7F01);
    }

    @Test
    void deviceThatConfirmsAndKeepsItsValueIsFoundOut() {
        bank.stubborn(0);
        assertThatThrownBy(() -> bench.write("1/holding/0", new Value.Int(7)))
                .hasMessageContaining("unit 1, holding 0 confirmed 7, and reads back 0")
                .isInstanceOfSatisfying(
                        DriverException.class, e -> assertThat(e.reason()).isEqualTo(Reason.PROTOCOL));
    }

    @Test
    void refusalIsTheDevicesOwnWord() {
        assertThatThrownBy(() -> bench.write("1/holding/99", new Value.Int(7)))
                .isInstanceOfSatisfying(DriverException.class, e -> {
                    assertThat(e.reason()).isEqualTo(Reason.REFUSED);
                    assertThat(e.status()).isEqualTo(new DeviceStatus(2, "illegal data address"));
                });
    }

    /** Exception 5: "has accepted the request and is processing it, but a long duration of time will be required". */
    @Test
    void acknowledgeIsAYesThatIsNotReadBack() throws Exception {
        device.script(request -> request.refused(5));
        assertThat(bench.write("1/holding/0", new Value.Int(7))).isEqualTo(new DeviceStatus(5, "acknowledge"));
        assertThat(device.asked()).hasSize(1);
    }

    @Test
    void gatewayThatHeardNothingLeavesOpenWhatBecameOfIt() {
        device.script(request -> request.refused(11));
        assertThatThrownBy(() -> bench.write("1/holding/0", new Value.Int(7)))
                .isInstanceOfSatisfying(
                        DriverException.class, e -> assertThat(e.reason()).isEqualTo(Reason.TIMEOUT));
    }

    @Test
    void registerThatCanOnlyBeWrittenIsConfirmedAllTheSame() throws Exception {
        device.script(request -> request.function() == 6 ? request.framed(request.pdu()) : request.refused(2));
        assertThat(bench.write("1/holding/0", new Value.Int(7)).name())
                .isEqualTo("OK, and can't be read back: illegal data address");
    }

    @Test
    void writeWithoutAnAnswerIsNeverRepeated() throws Exception {
        bank.silence(1);
        try (Bench hasty = new Bench(Bench.settings(device.connection(), Duration.ofMillis(200), 3, 8))) {
            assertThatThrownBy(() -> hasty.write("1/holding/0", new Value.Int(7)))
                    .isInstanceOfSatisfying(
                            DriverException.class, e -> assertThat(e.reason()).isEqualTo(Reason.TIMEOUT));
        }
        assertThat(device.asked()).containsExactly("1: 06 0000 0007");
    }

    @Test
    void confirmationOfAnotherValueIsNone() {
        device.script(request ->
                request.framed(request.function() == 6 ? new byte[] {6, 0, 0, 0, 8} : new byte[] {3, 2, 0, 7}));
        assertThatThrownBy(() -> bench.write("1/holding/0", new Value.Int(7)))
                .hasMessageContaining("write gave answers that do not fit their request")
                .isInstanceOfSatisfying(
                        DriverException.class, e -> assertThat(e.reason()).isEqualTo(Reason.PROTOCOL));
    }

    @Test
    void whatCanNotBeWrittenIsNotSent() {
        refused("1/input/0", new Value.Int(7), "can only be read");
        refused("1/holding/0", new Value.Int(70_000), "holds 0 to 65535");
        refused("1/holding/99.0", new Value.Bool(true), "nothing was written");
        assertThat(device.asked()).containsExactly("1: 03 0063 0001");
    }

    private void refused(String address, Value value, String why) {
        assertThatThrownBy(() -> bench.write(address, value))
                .hasMessageContaining(why)
                .isInstanceOfSatisfying(
                        DriverException.class, e -> assertThat(e.reason()).isEqualTo(Reason.REFUSED));
    }

    @Test
    void connectionThatBreaksInAWriteIsToldAsLost() throws Exception {
        device.script(request -> {
            throw new IOException("the device breaks down");
        });
        assertThatThrownBy(() -> bench.write("1/holding/0", new Value.Int(7)))
                .isInstanceOfSatisfying(
                        DriverException.class, e -> assertThat(e.reason()).isEqualTo(Reason.PROTOCOL));
        assertThat(bench.context.losses()).hasSize(1);
    }
}
