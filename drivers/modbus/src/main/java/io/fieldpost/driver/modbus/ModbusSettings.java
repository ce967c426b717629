package io.fieldpost.driver.modbus;

import io.fieldpost.config.Setting;
import io.fieldpost.driver.modbus.line.Connection;
import io.fieldpost.driver.modbus.line.LineLimits;
import io.fieldpost.driver.serial.SerialSettings;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What the Modbus driver needs to know about one line and the units on it. */
@Setting(
        "One Modbus connection, and all units behind it: a device with an address of its own, a converter, or a serial line.")
public record ModbusSettings(
        @Setting(
                value =
                        "Where the units are: 'tcp://' Modbus TCP, 'rtu+tcp://' a converter that passes RTU on, 'serial:' a port of this gateway.",
                pattern = Connection.PATTERN,
                example = "tcp://10.20.0.31:502")
        String connection,

        @Setting("How characters travel on a serial line; 9600 8E1 without it. Only for 'serial:'.") @Nullable
        SerialSettings serial,

        @Setting(value = "How long a connection may take to stand.", byDefault = "3s", min = "100ms", max = "1min")
        Duration connectTimeout,

        @Setting(
                value =
                        "How long a unit may take to answer. Too short is worse than too long: a late answer disturbs the next.",
                byDefault = "1s",
                min = "20ms",
                max = "30s")
        Duration timeout,

        @Setting(
                value = "How often a reading without a usable answer is repeated at once. A write is never repeated.",
                byDefault = "1",
                min = "0",
                max = "5")
        int retries,

        @Setting(
                value = "Silence between an answer and the next request. Some meters need 20ms to 100ms.",
                byDefault = "0ms",
                min = "0ms",
                max = "5s")
        Duration pause,

        @Setting(
                value =
                        "How long an RTU answer may pause before it counts as ended. Converters and USB adapters chop answers up.",
                byDefault = "100ms",
                min = "5ms",
                max = "2s")
        Duration longestGap,

        @Setting(
                value = "Registers in one request, at most. The standard allows 125; some devices allow less.",
                byDefault = "125",
                min = "1",
                max = "125")
        int mostRegistersPerRequest,

        @Setting(
                value = "Coils or discrete inputs in one request, at most. The standard allows 2000.",
                byDefault = "2000",
                min = "1",
                max = "2000")
        int mostBitsPerRequest,

        @Setting(
                value =
                        "Registers (or times 16 bits) that nobody wants and that are read all the same to save a request. 0 for a device that refuses undefined registers everywhere.",
                byDefault = "8",
                min = "0",
                max = "124")
        int largestUnwanted,

        @Setting(
                value =
                        "How long a unit that does not answer is left alone first. Its points are bad meanwhile, and the other units are not kept waiting.",
                byDefault = "5s",
                min = "0s",
                max = "1h")
        Duration backOff,

        @Setting(
                value =
                        "How long a unit that goes on not answering is left alone at most; each time twice as long until then.",
                byDefault = "1min",
                min = "0s",
                max = "1d")
        Duration longestBackOff,

        @Setting(
                value =
                        "How long one reading of the source waits for silent units in all; units not reached are tried in the next. Keep it well below the source's 'deadline'.",
                byDefault = "4s",
                min = "20ms",
                max = "10min")
        Duration longestSilence,

        @Setting(
                value = "How often a register that the unit refuses is asked for again.",
                byDefault = "1min",
                min = "0s",
                max = "1d")
        Duration retryRefusedEvery,

        @Setting(value = "Read a value back after it was written, and compare.", byDefault = "true")
        boolean readBack,

        @Setting(
                value =
                        "Write a single coil or register with functions 15 and 16 too, for a device that does not know 5 and 6.",
                byDefault = "false")
        boolean alwaysWriteMultiple) {
    /** @throws IllegalArgumentException when the settings can't work together, with a fact for the technician */
    public ModbusSettings {
        Connection parsed = Connection.parse(connection);
        if (serial != null && !(parsed instanceof Connection.Serial)) {
            throw new IllegalArgumentException("serial: it says nothing about " + connection
                    + "; set speed and parity at the converter, or write serial:/dev/ttyUSB0 as the connection");
        }
        if (longestBackOff.compareTo(backOff) < 0) {
            throw new IllegalArgumentException("longest_back_off: it is shorter than back_off");
        }
    }

    Connection line() {
        return Connection.parse(connection);
    }

    /** Whether a unit's number means all units of a line at once, which answer nothing (Modbus over serial line 1.02, 2.2). */
    boolean isForAllUnits(int unit) {
        return unit == 0 && !(line() instanceof Connection.Tcp);
    }

    SerialSettings serialOrDefault() {
        return serial == null ? SerialSettings.usual() : serial;
    }

    LineLimits lineLimits() {
        return new LineLimits(connectTimeout, timeout, longestGap, pause);
    }
}
