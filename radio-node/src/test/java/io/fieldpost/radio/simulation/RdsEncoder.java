package io.fieldpost.radio.simulation;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Bits of RDS as a station sends them (IEC 62106): groups 0A with the name and 2A with the text in turn, 1187.5 bit/s. Check bits come from
 * long division, as the standard explains them.
 */
public final class RdsEncoder {
    /** Offset words of blocks A, B, C and D. */
    private static final int[] OFFSETS = {0x0FC, 0x198, 0x168, 0x1B4};

    private static final int C_PRIME = 0x350;
    private static final int GENERATOR = 0b101_1011_1001;

    private RdsEncoder() {}

    /** 26 bits of one block. */
    public static int block(int information, int offsetWord) {
        int rest = information << 10;
        for (int bit = 25; bit >= 10; bit--) {
            if ((rest >> bit & 1) == 1) {
                rest ^= GENERATOR << bit - 10;
            }
        }
        return information << 10 | rest ^ offsetWord;
    }

    /** Four blocks of a group of version A; of version B when the second one says so. */
    public static int[] group(int a, int b, int c, int d) {
        boolean versionB = (b >> 11 & 1) == 1;
        return new int[] {
            block(a, OFFSETS[0]), block(b, OFFSETS[1]), block(c, versionB ? C_PRIME : OFFSETS[2]), block(d, OFFSETS[3])
        };
    }

    /** One round of everything that a station says: name four times, text once. */
    public static List<int[]> groups(RdsProgramme programme) {
        byte[] name = padded(programme.service(), 8);
        byte[] text = padded(programme.text() + '\r', 64);
        int segments = (programme.text().length() + 4) / 4;
        int common = (programme.traffic() ? 1 << 10 : 0) | programme.type() << 5;
        List<int[]> groups = new ArrayList<>();
        for (int i = 0; i < Math.max(4, segments) || i % 4 != 0; i++) {
            int n = i % 4;
            groups.add(group(programme.identification(), common | 8 | n, 0xE0CD, word(name, 2 * n)));
            int t = i % segments;
            groups.add(
                    group(programme.identification(), 2 << 12 | common | t, word(text, 4 * t), word(text, 4 * t + 2)));
        }
        return groups;
    }

    /** Bits before they are coded as differences, round after round. */
    public static byte[] bits(RdsProgramme programme, int count) {
        List<int[]> groups = groups(programme);
        byte[] bits = new byte[count];
        for (int i = 0; i < count; i++) {
            int[] group = groups.get(i / 104 % groups.size());
            bits[i] = (byte) (group[i % 104 / 26] >> 25 - i % 26 & 1);
        }
        return bits;
    }

    private static int word(byte[] text, int at) {
        return (text[at] & 0xFF) << 8 | text[at + 1] & 0xFF;
    }

    private static byte[] padded(String text, int length) {
        return String.format("%-" + length + "s", text).getBytes(StandardCharsets.US_ASCII);
    }
}
