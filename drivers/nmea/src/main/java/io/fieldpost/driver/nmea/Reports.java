package io.fieldpost.driver.nmea;

import io.fieldpost.driver.DriverContext;
import io.fieldpost.driver.serial.Heard;
import io.fieldpost.driver.serial.LineTrouble;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/** Makes facts of lines, and counts those that are none. For one thread. */
final class Reports {
    private final boolean gpsd;
    private final boolean checksumNeeded;
    private final LineTrouble<LineFault> trouble;
    private final SentenceReader sentences = new SentenceReader();

    /** @param gpsd whether facts are told by gpsd's reports, and the sentences beside them serve for their fields alone */
    Reports(boolean gpsd, boolean checksumNeeded, DriverContext context) {
        this.gpsd = gpsd;
        this.checksumNeeded = checksumNeeded;
        this.trouble = new LineTrouble<>(LineFault.class, context);
    }

    /**
     * Takes what was heard.
     *
     * @param arrived by this gateway's clock
     */
    void take(Heard heard, Instant arrived, Consumer<Sentence> sentence, Consumer<Told> told) {
        if (heard instanceof Heard.Broken broken) {
            count(broken);
            return;
        }
        byte[] bytes = ((Heard.Line) heard).bytes();
        String text = new String(bytes, StandardCharsets.UTF_8).strip();
        if (text.isEmpty()) {
            return;
        }
        if (gpsd && text.startsWith("{")) {
            report(text, told);
        } else if (text.chars().allMatch(c -> c >= ' ' && c <= '~')) {
            sentence(text, arrived, sentence, told);
        } else {
            trouble.count(LineFault.NOISE, bytes);
        }
    }

    private void count(Heard.Broken broken) {
        switch (broken.kind()) {
            case JOINED -> {}
            case TOO_LONG -> trouble.count(LineFault.TOO_LONG, broken.bytes());
            case HALF, BETWEEN -> trouble.count(LineFault.HALF_LINE, broken.bytes());
        }
    }

    private void report(String text, Consumer<Told> told) {
        List<Told> facts;
        try {
            facts = GpsdReport.read(text);
        } catch (IllegalArgumentException e) {
            trouble.count(LineFault.NO_REPORT, text);
            return;
        }
        trouble.line();
        facts.forEach(told);
    }

    private void sentence(String text, Instant arrived, Consumer<Sentence> sentence, Consumer<Told> told) {
        Sentence read;
        try {
            read = Sentence.parse(text, checksumNeeded);
        } catch (Sentence.NoSentenceException e) {
            trouble.count(e.fault(), text);
            return;
        }
        trouble.line();
        sentence.accept(read);
        if (gpsd) {
            return;
        }
        List<Told> facts;
        try {
            facts = sentences.read(read, arrived);
        } catch (IllegalArgumentException e) {
            trouble.count(LineFault.BAD_FIELD, text);
            return;
        }
        facts.forEach(told);
    }
}
