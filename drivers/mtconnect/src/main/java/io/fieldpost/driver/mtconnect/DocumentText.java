package io.fieldpost.driver.mtconnect;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/**
 * The text of a document, as UTF-8, which the standard asks for (MTConnect Part 1). Decoded before it is parsed: for bytes that are none,
 * the JDK's parser writes lines of its own to the standard error output.
 */
final class DocumentText {
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private DocumentText() {}

    static String of(byte[] document) throws DocumentException {
        ByteBuffer bytes = ByteBuffer.wrap(document);
        CharBuffer text = CharBuffer.allocate(document.length);
        CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(bytes, text, true);
        if (result.isError()) {
            throw new DocumentException("no UTF-8 behind " + bytes.position() + " bytes");
        }
        boolean marked = text.position() > 0 && text.get(0) == BYTE_ORDER_MARK;
        return text.flip().subSequence(marked ? 1 : 0, text.length()).toString();
    }
}
