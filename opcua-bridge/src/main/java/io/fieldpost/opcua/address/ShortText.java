package io.fieldpost.opcua.address;

import java.util.Objects;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.types.builtin.ByteString;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExtensionObject;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.jspecify.annotations.Nullable;

/** A value as one short printable text, for a person who looks through a tree. */
final class ShortText {
    private static final int LONGEST = 40;

    private ShortText() {}

    /** The value, or the name of its status when that is bad. */
    static String of(DataValue value) {
        if (value.statusCode().isBad()) {
            return StatusCodes.lookup(value.statusCode().getValue())
                    .map(entry -> entry[0])
                    .orElse("bad");
        }
        return printable(plain(value.value().value()));
    }

    private static String plain(@Nullable Object content) {
        if (content == null || content instanceof ExtensionObject) {
            return "";
        }
        if (content instanceof LocalizedText text) {
            return Objects.requireNonNullElse(text.text(), "");
        }
        if (content instanceof QualifiedName name) {
            return Objects.requireNonNullElse(name.name(), "");
        }
        if (content instanceof DateTime time) {
            return time.isNull() ? "" : time.getJavaInstant().toString();
        }
        return content instanceof ByteString bytes ? bytes.bytesOrEmpty().length + " bytes" : content.toString();
    }

    private static String printable(String text) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < text.length() && line.length() < LONGEST; i++) {
            char c = text.charAt(i);
            line.append(Character.isISOControl(c) ? ' ' : c);
        }
        return text.length() > LONGEST ? line.append('…').toString() : line.toString();
    }
}
