package io.fieldpost.driver.serialtext;

import io.fieldpost.driver.serial.Heard;
import io.fieldpost.driver.serial.LineTrouble;
import java.util.Arrays;
import java.util.Optional;

/** Makes text of what was heard, and counts what is none. For one thread. */
final class LineText {
    private final SerialTextSettings settings;
    private final LineTrouble<LineFault> faults;

    LineText(SerialTextSettings settings, LineTrouble<LineFault> faults) {
        this.settings = settings;
        this.faults = faults;
    }

    /** @return the line; empty when it was none, which is counted */
    Optional<TextLine> of(Heard heard) {
        if (heard instanceof Heard.Broken broken) {
            if (broken.kind() != Heard.Kind.JOINED) {
                faults.count(fault(broken.kind()), broken.bytes());
            }
            return Optional.empty();
        }
        byte[] bytes = ((Heard.Line) heard).bytes();
        Checksum checksum = settings.checksum();
        if (!checksum.isRight(bytes)) {
            faults.count(LineFault.WRONG_CHECKSUM, bytes);
            return Optional.empty();
        }
        Optional<String> text = settings.characters().text(Arrays.copyOf(bytes, bytes.length - checksum.length()));
        if (text.isEmpty()) {
            faults.count(LineFault.NOISE, bytes);
            return Optional.empty();
        }
        faults.line();
        return text.map(each -> new TextLine(each, settings.delimiter()));
    }

    private static LineFault fault(Heard.Kind kind) {
        return switch (kind) {
            case HALF, JOINED -> LineFault.HALF_LINE;
            case TOO_LONG -> LineFault.TOO_LONG;
            case BETWEEN -> LineFault.BETWEEN;
        };
    }
}
