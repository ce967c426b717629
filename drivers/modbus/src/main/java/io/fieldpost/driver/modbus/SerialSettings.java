package io.fieldpost.driver.modbus;

import io.fieldpost.config.Setting;

/** How characters travel on a serial line. The defaults are the standard's (Modbus over serial line 1.02, 2.5.1) at the usual speed. */
@Setting("How characters travel on a serial line; the meter's manual or its display says it.")
public record SerialSettings(
        @Setting(value = "Speed in bits per second.", byDefault = "9600", min = "300", max = "4000000")
        int baudRate,

        @Setting(value = "Bits in a character; RTU has 8.", byDefault = "8", min = "7", max = "8")
        int dataBits,

        @Setting(value = "Parity of a character.", byDefault = "even")
        Parity parity,

        @Setting(value = "Stop bits; 2 is usual without parity.", byDefault = "1", min = "1", max = "2")
        int stopBits,

        @Setting(
                value =
                        "Who switches an RS-485 driver between sending and listening: 'off' when the adapter does, as those for USB do; 'kernel' for a UART whose RTS pin does.",
                byDefault = "off")
        Rs485 rs485) {
    /** What is assumed when nothing is written. */
    static final SerialSettings DEFAULT = new SerialSettings(9600, 8, Parity.EVEN, 1, Rs485.OFF);

    /** A bit that makes the number of ones in a character even or odd. */
    public enum Parity {
        NONE,
        EVEN,
        ODD
    }

    /** Who switches the direction of an RS-485 line. */
    public enum Rs485 {
        OFF,
        KERNEL
    }
}
