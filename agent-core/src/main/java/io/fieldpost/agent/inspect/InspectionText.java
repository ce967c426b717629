package io.fieldpost.agent.inspect;

import io.fieldpost.agent.console.Columns;
import io.fieldpost.agent.console.Words;
import io.fieldpost.agent.store.Loss;
import io.fieldpost.agent.store.StoreInspection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a store holds, as lines for a terminal. */
public final class InspectionText {
    private static final int NAME_COLUMNS = 12;

    private final StringBuilder text = new StringBuilder();

    private InspectionText() {}

    /** Some lines, each with its newline. */
    public static String of(StoreInspection store) {
        InspectionText text = new InspectionText();
        text.head(store);
        store.streams().forEach(text::stream);
        store.destinations().forEach(text::destination);
        text.losses("not acknowledged yet", store.pending());
        text.losses("acknowledged", store.acknowledged());
        text.rest(store);
        return text.text.toString();
    }

    private void head(StoreInspection store) {
        line("store", store.path().toAbsolutePath().normalize().toString());
        line("format", store.version() + ", epoch " + (store.epoch().isEmpty() ? "unknown" : store.epoch()));
        line("open", opened(store));
        line("size", Words.size(store.bytes()) + " in segments");
    }

    private static String opened(StoreInspection store) {
        if (store.holder() != null) {
            return "process " + store.holder() + " has it open and may write to it";
        }
        return store.closedInOrder()
                ? "no process has it open; it was closed in good order"
                : "no process has it open; it was not closed in good order: killed, without power, or copied while open";
    }

    private void stream(StoreInspection.Stream stream) {
        if (stream.segments() == 0 && stream.deletedUpTo() == 0) {
            line(stream.stream().text(), "never used");
            return;
        }
        StoreInspection.Edge oldest = stream.oldest();
        StoreInspection.Edge newest = stream.newest();
        String kept = oldest == null || newest == null
                ? "no records"
                : "records " + count(oldest.sequence()) + " to " + count(newest.sequence());
        line(
                stream.stream().text(),
                kept + ", " + counted(stream.segments(), "segment") + ", " + Words.size(stream.bytes()));
        if (oldest != null && newest != null) {
            line("", "stored from " + moment(oldest));
            line("", "stored to   " + moment(newest));
        }
        line(
                "",
                "numbers reserved up to " + count(stream.reserved()) + ", deleted up to "
                        + count(stream.deletedUpTo()));
        if (stream.thinned() > 0) {
            line("", counted(stream.thinned(), "segment") + " thinned out");
        }
        if (stream.tail() > 0) {
            line("", stream.tail() + " bytes behind the last whole record");
        }
        stream.damagedHeaders().forEach(name -> line("", name + ": its header can't be used"));
        if (!stream.bootIds().isEmpty()) {
            line("", "boot " + String.join("\n" + " ".repeat(NAME_COLUMNS) + "boot ", stream.bootIds()));
        }
    }

    private static String moment(StoreInspection.Edge edge) {
        return edge.stored() + ", clock " + edge.clock().name().toLowerCase(Locale.ROOT);
    }

    private void destination(StoreInspection.Destination destination) {
        String settled = destination.settled().stream()
                .map(of -> of.stream().text() + " up to " + count(of.upTo())
                        + (of.ranges() > 1 ? " and " + counted(of.ranges() - 1, "range") + " beyond" : "")
                        + ", " + count(of.backlog()) + " waiting")
                .collect(Collectors.joining("; "));
        line("settled", destination.name() + ": " + settled);
    }

    private void losses(String state, List<Loss> losses) {
        for (Loss loss : losses) {
            String times =
                    loss.from() == null && loss.to() == null ? "" : ", stored " + loss.from() + " to " + loss.to();
            line(
                    "lost",
                    loss.stream().text() + " " + count(loss.first()) + " to " + count(loss.last()) + ", "
                            + counted(loss.count(), "record") + ", "
                            + loss.cause().text() + ", " + state + times);
        }
    }

    private void rest(StoreInspection store) {
        store.setAside().forEach((name, size) -> line("set aside", "damaged/" + name + ", " + size + " bytes"));
        store.complaints().forEach(name -> line("damaged", name + ": neither of its two copies is whole"));
        store.foreign().forEach(name -> line("foreign", name));
    }

    private void line(String name, String value) {
        text.append(Columns.padded(name, NAME_COLUMNS)).append(value).append('\n');
    }

    private static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    private static String counted(long count, String what) {
        return count(count) + " " + what + (count == 1 ? "" : "s");
    }
}
