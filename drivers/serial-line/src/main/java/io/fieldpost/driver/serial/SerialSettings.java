package io.fieldpost.driver.serial;

import io.fieldpost.config.Setting;
import org.jspecify.annotations.Nullable;

/** How a serial port is set. A serial server on the network is set by its own pages, and none of this reaches it. */
@Setting("How the serial port is set. A serial server (tcp://) is set by its own pages instead.")
public record SerialSettings(
        @Setting(
                value = "Bits per second. Without it, what devices of the protocol usually have.",
                min = "50",
                max = "4000000",
                example = "2400")
        @Nullable
        Integer baudRate,

        @Setting(value = "Bits of a character.", byDefault = "8", min = "5", max = "8")
        int dataBits,

        @Setting("Parity bit of a character. Without it, what devices of the protocol usually have.") @Nullable
        Parity parity,

        @Setting(value = "Stop bits of a character.", byDefault = "1", min = "1", max = "2")
        int stopBits,

        @Setting(
                value =
                        "Who switches an RS-485 transceiver to sending: the hardware itself (off), or the kernel's driver by the RTS line (kernel); where that driver can't, nobody answers.",
                byDefault = "off")
        Rs485 rs485) {
    /** Eight data bits and a stop bit, with the protocol's own speed and parity. */
    public static SerialSettings usual() {
        return new SerialSettings(null, 8, null, 1, Rs485.OFF);
    }

    /** The speed to use, where devices of this protocol usually have {@code usual} bits per second. */
    public int baudRateOr(int usual) {
        Integer chosen = baudRate;
        return chosen == null ? usual : chosen;
    }

    /** The parity to use, where devices of this protocol usually have {@code usual}. */
    public Parity parityOr(Parity usual) {
        Parity chosen = parity;
        return chosen == null ? usual : chosen;
    }

    /** The same, with a speed and a parity in place of those that are not written. */
    public SerialSettings orUsually(int usualBaudRate, Parity usualParity) {
        return new SerialSettings(baudRateOr(usualBaudRate), dataBits, parityOr(usualParity), stopBits, rs485);
    }
}
