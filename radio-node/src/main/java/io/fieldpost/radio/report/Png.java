package io.fieldpost.radio.report;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/** Writes a picture of 256 colours as PNG (ISO/IEC 15948), one pass, without the desktop module that a gateway may lack. */
final class Png {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final int COLOUR_TYPE_PALETTE = 3;

    private Png() {}

    /**
     * @param palette three bytes a colour: red, green, blue
     */
    static void write(Canvas picture, byte[] palette, OutputStream out) throws IOException {
        DataOutputStream data = new DataOutputStream(out);
        data.write(SIGNATURE);
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        DataOutputStream fields = new DataOutputStream(head);
        fields.writeInt(picture.width);
        fields.writeInt(picture.height);
        fields.write(new byte[] {8, COLOUR_TYPE_PALETTE, 0, 0, 0});
        chunk(data, "IHDR", head.toByteArray());
        chunk(data, "PLTE", palette);
        chunk(data, "IDAT", packed(picture));
        chunk(data, "IEND", new byte[0]);
        data.flush();
    }

    /** Every line begins with its filter, 0: none pays with a palette. */
    private static byte[] packed(Canvas picture) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION);
        try (DeflaterOutputStream lines = new DeflaterOutputStream(packed, deflater)) {
            for (int y = 0; y < picture.height; y++) {
                lines.write(0);
                lines.write(picture.pixels, y * picture.width, picture.width);
            }
        } finally {
            deflater.end();
        }
        return packed.toByteArray();
    }

    private static void chunk(DataOutputStream out, String type, byte[] content) throws IOException {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 crc = new CRC32();
        crc.update(name);
        crc.update(content);
        out.writeInt(content.length);
        out.write(name);
        out.write(content);
        out.writeInt((int) crc.getValue());
    }
}
