package io.fieldpost.driver.gpio.sensor;

import io.fieldpost.driver.Quality;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;

/** A chip on I2C as a table of what each register answers, and a record of what was written. */
final class RegisterChip implements I2cDevice {
    final List<String> written = new ArrayList<>();
    private final TreeMap<Integer, byte[]> registers = new TreeMap<>();
    private byte[] answer = {};
    private boolean gone;

    /** What a register answers, in hexadecimal. */
    RegisterChip set(int register, String hex) {
        registers.put(register, HexFormat.ofDelimiter(" ").parseHex(hex));
        return this;
    }

    /** What it answers without a register. */
    RegisterChip answer(String hex) {
        answer = HexFormat.ofDelimiter(" ").parseHex(hex);
        return this;
    }

    RegisterChip unplug() {
        gone = true;
        return this;
    }

    private void acknowledge() throws SensorException {
        if (gone) {
            throw new SensorException(Quality.BAD_COMMUNICATION, "nothing answers there");
        }
    }

    @Override
    public void write(byte... bytes) throws SensorException {
        acknowledge();
        written.add(HexFormat.ofDelimiter(" ").formatHex(bytes));
    }

    @Override
    public byte[] read(int count) throws SensorException {
        acknowledge();
        return java.util.Arrays.copyOf(answer, count);
    }

    @Override
    public byte[] readRegister(int register, int count) throws SensorException {
        acknowledge();
        return java.util.Arrays.copyOf(registers.getOrDefault(register, new byte[0]), count);
    }
}
