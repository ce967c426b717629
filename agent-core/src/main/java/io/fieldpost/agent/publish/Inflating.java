package io.fieldpost.agent.publish;

import java.io.ByteArrayOutputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Undoes the {@code content-encoding} of a message, up to a limit. */
final class Inflating {
    private Inflating() {}

    static byte[] inflate(byte[] payload, String contentEncoding, int limit) throws ProfileException {
        if (!contentEncoding.equals(JsonProfile.DEFLATE)) {
            throw new ProfileException("content-encoding is " + contentEncoding + ", expected " + JsonProfile.DEFLATE);
        }
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(payload);
            ByteArrayOutputStream out = new ByteArrayOutputStream(payload.length * 4);
            byte[] part = new byte[8192];
            while (!inflater.finished()) {
                int size = inflater.inflate(part);
                if (size == 0 && !inflater.finished()) {
                    throw new ProfileException("a compressed message of " + payload.length + " bytes is cut off");
                }
                out.write(part, 0, size);
                if (out.size() > limit) {
                    throw new ProfileException("a message inflates to more than " + limit + " bytes");
                }
            }
            return out.toByteArray();
        } catch (DataFormatException e) {
            throw new ProfileException("a message is not in the zlib format: " + e.getMessage(), e);
        } finally {
            inflater.end();
        }
    }
}
