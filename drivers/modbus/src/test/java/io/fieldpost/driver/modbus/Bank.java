package io.fieldpost.driver.modbus;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;

/** An honest script: units with registers (functions 3, 6, 16) and coils (1, 5, 15); anything undefined is exception 2. */
public final class Bank implements ScriptedDevice.Script {
    private final Map<Integer, TreeMap<Integer, Integer>> units = new TreeMap<>();
    private final ConcurrentSkipListSet<Integer> silent = new ConcurrentSkipListSet<>();
    private final TreeSet<Integer> stubborn = new TreeSet<>();

    /** Defines registers of a unit from a place on. */
    public synchronized Bank holding(int unit, int first, int... registers) {
        for (int i = 0; i < registers.length; i++) {
            units.computeIfAbsent(unit, unused -> new TreeMap<>()).put(first + i, registers[i] & 0xFFFF);
        }
        return this;
    }

    public synchronized int register(int unit, int place) {
        return units.get(unit).get(place);
    }

    /** A register that confirms every write and keeps its value. */
    public synchronized Bank stubborn(int place) {
        stubborn.add(place);
        return this;
    }

    public void silence(int unit) {
        silent.add(unit);
    }

    public void wake(int unit) {
        silent.remove(unit);
    }

    @Override
    public synchronized byte[] answer(Request request) {
        TreeMap<Integer, Integer> registers = units.get(request.unit());
        if (registers == null || silent.contains(request.unit())) {
            return new byte[0];
        }
        int width = request.function() == 5 || request.function() == 6 ? 1 : request.count();
        for (int i = 0; i < width; i++) {
            if (!registers.containsKey(request.first() + i)) {
                return request.refused(2);
            }
        }
        return request.framed(
                switch (request.function()) {
                    case 1 -> bits(registers, request);
                    case 3 -> registers(registers, request);
                    case 5, 6, 15, 16 -> written(registers, request);
                    default -> new byte[] {(byte) (request.function() | 0x80), 1};
                });
    }

    private static byte[] registers(TreeMap<Integer, Integer> registers, Request request) {
        ByteBuffer pdu = ByteBuffer.allocate(2 + 2 * request.count());
        pdu.put((byte) 3).put((byte) (2 * request.count()));
        for (int i = 0; i < request.count(); i++) {
            pdu.putShort((short) (int) registers.get(request.first() + i));
        }
        return pdu.array();
    }

    private static byte[] bits(TreeMap<Integer, Integer> registers, Request request) {
        byte[] pdu = new byte[2 + (request.count() + 7) / 8];
        pdu[0] = 1;
        pdu[1] = (byte) (pdu.length - 2);
        for (int i = 0; i < request.count(); i++) {
            pdu[2 + i / 8] |= (byte) ((registers.get(request.first() + i) != 0 ? 1 : 0) << i % 8);
        }
        return pdu;
    }

    private byte[] written(TreeMap<Integer, Integer> registers, Request request) {
        byte[] pdu = request.pdu();
        if (!stubborn.contains(request.first())) {
            for (int i = 0; i < (request.function() < 15 ? 1 : request.count()); i++) {
                registers.put(
                        request.first() + i,
                        switch (request.function()) {
                            case 5 -> request.count() >> 15 & 1;
                            case 6 -> request.count();
                            case 15 -> pdu[6 + i / 8] >> i % 8 & 1;
                            default -> (pdu[6 + 2 * i] & 0xFF) << 8 | pdu[7 + 2 * i] & 0xFF;
                        });
            }
        }
        return Arrays.copyOf(pdu, 5);
    }
}
