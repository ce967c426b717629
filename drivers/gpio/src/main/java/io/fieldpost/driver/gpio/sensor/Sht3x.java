package io.fieldpost.driver.gpio.sensor;

import io.fieldpost.driver.Quality;

/** Sensirion SHT3x: each round is one measurement of high repeatability without clock stretching (4.3), both words with their checksum. */
final class Sht3x implements Sensor {
    private static final byte[] MEASURE = {0x24, 0x00};
    /** The longest takes 15 ms (table 4). */
    private static final int CONVERSION_MS = 16;

    private final I2cDevice device;
    private final ConversionPause pause;

    // For one round.
    private byte[] answer = {};

    Sht3x(I2cDevice device, ConversionPause pause) {
        this.device = device;
        this.pause = pause;
    }

    @Override
    public void beginRound() {
        answer = new byte[0];
    }

    @Override
    public double measure(String quantity, double parameter) throws SensorException {
        if (answer.length == 0) {
            device.write(MEASURE);
            pause.await(CONVERSION_MS);
            byte[] read = device.read(6);
            word(read, 0);
            word(read, 3);
            answer = read;
        }
        // 4.13: conversion of signal output.
        return quantity.equals("temperature") ? -45 + 175.0 * word(answer, 0) / 65535 : 100.0 * word(answer, 3) / 65535;
    }

    private static int word(byte[] bytes, int at) throws SensorException {
        if (checksum(bytes[at], bytes[at + 1]) != (bytes[at + 2] & 0xFF)) {
            throw new SensorException(
                    Quality.BAD_COMMUNICATION,
                    "the checksum of its answer is wrong; look at the cable's length and the pull-up resistors");
        }
        return (bytes[at] & 0xFF) << 8 | bytes[at + 1] & 0xFF;
    }

    /** CRC-8 with polynomial 0x31 from 0xFF (table 20). */
    static int checksum(byte... bytes) {
        int crc = 0xFF;
        for (byte next : bytes) {
            crc ^= next & 0xFF;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 0x80) == 0 ? crc << 1 : crc << 1 ^ 0x131;
            }
        }
        return crc;
    }
}
