package io.fieldpost.driver.gpio;

import static io.fieldpost.driver.gpio.NumberBook.Kind.COUNTER;
import static io.fieldpost.driver.gpio.NumberBook.Kind.OUTPUT;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NumberBookTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    @TempDir
    Path directory;

    private NumberBook book() {
        return new NumberBook(directory.resolve("source"), Duration.ofMinutes(1));
    }

    private Path file() {
        return directory.resolve("source/lines");
    }

    private NumberBook written(long count) throws IOException {
        NumberBook book = book();
        book.load(NOON);
        book.note(COUNTER, 17, count);
        book.note(OUTPUT, 17, 1);
        book.save(NOON);
        return book;
    }

    @Test
    void numbersAreThereAfterAnEnd() throws IOException {
        written(123_456_789_012L).close(NOON);
        NumberBook next = book();
        assertThat(next.load(NOON)).isEmpty();
        assertThat(next.number(COUNTER, 17)).isEqualTo(123_456_789_012L);
        assertThat(next.number(OUTPUT, 17)).isOne();
        assertThat(next.number(COUNTER, 18)).isZero();
    }

    /** A kill leaves what was written to the page cache; here nothing more is done with the book. */
    @Test
    void numbersAreThereAfterAKillAndThatIsTold() throws IOException {
        written(7);
        NumberBook next = book();
        assertThat(next.load(NOON)).contains("without closing");
        assertThat(next.number(COUNTER, 17)).isEqualTo(7);
    }

    @Test
    void halfWrittenSlotIsNotBelievedAndTheOtherIs() throws IOException {
        NumberBook book = written(7);
        book.note(COUNTER, 17, 8);
        book.save(NOON);
        byte[] bytes = Files.readAllBytes(file());
        // Versions 1 and 2 stand in the second and the first slot.
        bytes[30] ^= 1;
        Files.write(file(), bytes);
        NumberBook next = book();
        next.load(NOON);
        assertThat(next.number(COUNTER, 17)).isEqualTo(7);
    }

    @Test
    void damagedFileIsSetAsideAndTold() throws IOException {
        Files.createDirectories(file().getParent());
        Files.writeString(file(), "not ours");
        NumberBook book = book();
        assertThat(book.load(NOON)).contains("damaged").contains("begin at 0");
        assertThat(file().resolveSibling("lines.damaged")).hasContent("not ours");
        book.note(COUNTER, 1, 5);
        book.close(NOON);
        NumberBook next = book();
        assertThat(next.load(NOON)).isEmpty();
        assertThat(next.number(COUNTER, 1)).isEqualTo(5);
    }

    @Test
    void nothingIsWrittenWhereNothingChanged() throws IOException {
        NumberBook book = book();
        book.load(NOON);
        book.save(NOON);
        book.close(NOON);
        assertThat(file()).doesNotExist();
    }

    @Test
    void fileNeverGrows() throws IOException {
        NumberBook book = written(0);
        for (int count = 0; count < 500; count++) {
            book.note(COUNTER, count, count);
            book.save(NOON.plusSeconds(count));
        }
        book.close(NOON);
        assertThat(Files.size(file())).isEqualTo(8192);
        NumberBook next = book();
        next.load(NOON);
        assertThat(next.number(COUNTER, 300)).isEqualTo(300);
    }

    @Test
    void anyBytesAreReadWithoutAnUnexpectedException() throws IOException {
        written(7).close(NOON);
        byte[] good = Files.readAllBytes(file());
        Random random = new Random(11);
        for (int round = 0; round < 300; round++) {
            byte[] bytes = good.clone();
            for (int change = 0; change < 1 + round % 40; change++) {
                bytes[random.nextInt(round % 2 == 0 ? 64 : bytes.length)] = (byte) random.nextInt();
            }
            Files.write(file(), bytes);
            assertThat(book().load(NOON)).isNotNull();
        }
    }
}
