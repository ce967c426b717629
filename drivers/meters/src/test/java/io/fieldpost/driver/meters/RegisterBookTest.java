package io.fieldpost.driver.meters;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegisterBookTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final RegisterEntry PLAIN = new RegisterEntry("dlt645:000000000161/00010000/energy", 26, NOW, null);
    private static final RegisterEntry MARKED =
            new RegisterEntry("cjt188:10-any/901F/volume", 0, null, new QuarterMark(7, NOW.plusMillis(1500), true));

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = directory.resolve("line-1/registers");
    }

    private RegisterBook loaded() {
        RegisterBook book = new RegisterBook(file.getParent());
        assertThat(book.load(NOW)).isEmpty();
        return book;
    }

    @Test
    void everyEntryIsReadAsItWasWritten() {
        assertThat(RegisterEntry.parse(PLAIN.line())).isEqualTo(PLAIN);
        assertThat(RegisterEntry.parse(MARKED.line())).isEqualTo(MARKED);
    }

    @Test
    void whatWasSavedIsThereAfterARestart() throws Exception {
        RegisterBook book = loaded();
        book.note(List.of(PLAIN, MARKED), false);
        book.save(NOW);
        RegisterBook next = loaded();
        assertThat(next.entry(PLAIN.key())).isEqualTo(PLAIN);
        assertThat(next.entry(MARKED.key())).isEqualTo(MARKED);
        assertThat(next.entry("nobody")).isNull();
    }

    @Test
    void isWrittenEachQuarterOfAnHourAndAtOnceWhenItMatters() throws Exception {
        RegisterBook book = loaded();
        book.note(List.of(PLAIN), false);
        assertThat(book.isDue(NOW.plus(Duration.ofMinutes(14)))).isFalse();
        assertThat(book.isDue(NOW.plus(Duration.ofMinutes(15)))).isTrue();
        book.save(NOW.plus(Duration.ofMinutes(15)));
        book.note(List.of(PLAIN), true);
        assertThat(book.isDue(NOW.plus(Duration.ofMinutes(15))))
                .as("nothing has changed")
                .isFalse();
        book.note(List.of(MARKED), true);
        assertThat(book.isDue(NOW.plus(Duration.ofMinutes(15)))).isTrue();
    }

    @Test
    void damagedFileIsSetAsideAndToldAndWhatCouldBeReadIsKept() throws Exception {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "fieldpost registers 1\n" + PLAIN.line() + "\ncjt188:10-any/901F/vol");
        RegisterBook book = new RegisterBook(file.getParent());
        assertThat(book.load(NOW)).contains("line 3 is damaged").contains("registers.damaged");
        assertThat(book.entry(PLAIN.key())).isEqualTo(PLAIN);
        assertThat(file).doesNotExist();
        assertThat(file.resolveSibling("registers.damaged")).exists();
        book.save(NOW);
        assertThat(loaded().entry(PLAIN.key())).isEqualTo(PLAIN);
    }

    @Test
    void fileOfAnotherKindIsSetAsideAndTold() throws Exception {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "");
        assertThat(new RegisterBook(file.getParent()).load(NOW)).contains("does not begin with");
    }

    @Property(tries = 200)
    void anyTextIsLoadedWithoutAFailure(@ForAll String text) throws IOException {
        Path fuzzed = Files.createTempDirectory("registers");
        try {
            Files.write(
                    fuzzed.resolve("registers"), ("fieldpost registers 1\n" + text).getBytes(StandardCharsets.UTF_8));
            new RegisterBook(fuzzed).load(NOW);
        } finally {
            Files.deleteIfExists(fuzzed.resolve("registers"));
            Files.deleteIfExists(fuzzed.resolve("registers.damaged"));
            Files.delete(fuzzed);
        }
    }
}
