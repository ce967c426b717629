package io.fieldpost.driver.gpio.sensor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The table of sensors on I2C: what each measures in which unit, where it can be on the bus, and what it must know. */
public enum I2cSensorKind {
    /** Bosch BME280, data sheet BST-BME280-DS001; SDO chooses the address (6.2). */
    BME280("temperature Cel, humidity %, pressure hPa", Parameter.NONE, Bme280::new, 0x76, 0x77),
    /** Bosch BMP280, data sheet BST-BMP280-DS001: as the BME280 without humidity. */
    BMP280("temperature Cel, pressure hPa", Parameter.NONE, Bme280::withoutHumidity, 0x76, 0x77),
    /** Sensirion SHT30, SHT31 and SHT35, data sheet SHT3x-DIS; ADDR chooses the address (table 8). */
    SHT3X("temperature Cel, humidity %", Parameter.NONE, Sht3x::new, 0x44, 0x45),
    /** Texas Instruments INA219, SBOS448; A0 and A1 choose the address (table 1). */
    INA219(
            "bus_voltage V, shunt_voltage V, current A, power W",
            new Parameter("shunt", "a resistance of the shunt in ohms", 0.1, 0.0001, 100),
            (device, pause) -> new Ina219(device),
            range(0x40, 0x4F)),
    /** Texas Instruments ADS1115, SBAS444; ADDR chooses the address (table 7-2). */
    ADS1115(
            "ch0 V, ch1 V, ch2 V, ch3 V, ch0-ch1 V, ch0-ch3 V, ch1-ch3 V, ch2-ch3 V",
            new Parameter("range", "a range in volts", 4.096, 0.256, 6.144),
            Ads1115::new,
            0x48,
            0x49,
            0x4A,
            0x4B);

    /** Makes one for a chip. */
    @FunctionalInterface
    private interface Maker {
        Sensor make(I2cDevice device, ConversionPause pause);
    }

    private final Map<String, String> units = new LinkedHashMap<>();
    private final Parameter parameter;
    private final Maker maker;
    private final TreeSet<Integer> devices = new TreeSet<>();

    I2cSensorKind(String quantities, Parameter parameter, Maker maker, int... devices) {
        for (String quantity : quantities.split(", ")) {
            int blank = quantity.indexOf(' ');
            units.put(quantity.substring(0, blank), quantity.substring(blank + 1));
        }
        this.parameter = parameter;
        this.maker = maker;
        for (int device : devices) {
            this.devices.add(device);
        }
    }

    private static int[] range(int from, int to) {
        int[] all = new int[to - from + 1];
        for (int i = 0; i < all.length; i++) {
            all[i] = from + i;
        }
        return all;
    }

    /** What it measures, in the order of the data sheet. */
    public List<String> quantities() {
        return new ArrayList<>(units.keySet());
    }

    /** UCUM code of a quantity; empty for one that it does not measure. */
    public String unitOf(String quantity) {
        return units.getOrDefault(quantity, "");
    }

    /** What must be known of the circuit. */
    public Parameter parameter() {
        return parameter;
    }

    /** Whether its pins can give it an address on the bus. */
    public boolean mayBeAt(int device) {
        return devices.contains(device);
    }

    /** Where it can be, for a person. */
    public String devices() {
        return devices.size() > 4
                ? String.format("0x%02X to 0x%02X", devices.first(), devices.last())
                : devices.stream()
                        .map(device -> String.format("0x%02X", device))
                        .collect(Collectors.joining(", "));
    }

    /** One that is at a device. */
    public Sensor at(I2cDevice device, ConversionPause pause) {
        return maker.make(device, pause);
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
