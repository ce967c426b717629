package io.fieldpost.driver.modbus.address;

import io.fieldpost.driver.Value;
import java.nio.charset.StandardCharsets;

/**
 * Text, one ASCII character a byte, up to the first zero; blanks at its end are not part of it.
 *
 * @param width how many registers, two characters each
 * @param order {@link ByteOrder#ABCD}, or {@link ByteOrder#BADC} where the second character stands in the high byte
 */
record RegisterText(int width, ByteOrder order) implements Content {
    @Override
    public Value decode(byte[] bytes, int from) {
        byte[] text = order.reordered(bytes, from, width);
        int length = 0;
        while (length < text.length && text[length] != 0) {
            if (text[length] < ' ' || text[length] == 0x7F) {
                return new Value.Absent();
            }
            length++;
        }
        return new Value.Text(new String(text, 0, length, StandardCharsets.US_ASCII).stripTrailing());
    }

    @Override
    public byte[] encode(Value value, byte[] before) throws UnfitException {
        if (!(value instanceof Value.Text text)) {
            throw new UnfitException("text is wanted, not " + value);
        }
        if (text.value().length() > 2 * width) {
            throw new UnfitException("text of " + text.value().length() + " characters does not fit into " + 2 * width);
        }
        byte[] bytes = new byte[2 * width];
        for (int i = 0; i < text.value().length(); i++) {
            char character = text.value().charAt(i);
            if (character < ' ' || character > '~') {
                throw new UnfitException("character " + (i + 1) + " of the text is not in ASCII");
            }
            bytes[i] = (byte) character;
        }
        return order.reordered(bytes, 0, width);
    }
}
