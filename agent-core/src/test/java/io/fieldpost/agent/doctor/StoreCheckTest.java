package io.fieldpost.agent.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.fieldpost.agent.console.Language;
import io.fieldpost.agent.console.Words;
import io.fieldpost.config.ByteSize;
import io.fieldpost.config.gateway.StoreSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreCheckTest {
    private static final long GIB = 1L << 30;
    private static final long FLOOR = 64L << 20;
    private static final Card ROOMY = new Card("ext4", 3 * GIB);

    @TempDir
    Path folder;

    @Test
    void directoryWithRoomIsOkAndNothingIsWrittenToIt() throws IOException {
        Finding finding = examine(folder, ROOMY);

        assertThat(finding)
                .isEqualTo(new Finding(Finding.Level.OK, "store", folder + ": 3 GiB free, budget 2 GiB", ""));
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void directoryThatCanBeMadeIsOkAndIsNotMade() {
        Path later = folder.resolve("var/lib/fieldpost");

        assertThat(examine(later, ROOMY).level()).isEqualTo(Finding.Level.OK);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void memoryIsNoPlaceForAStore() {
        Finding finding = examine(folder, new Card("tmpfs", 3 * GIB));

        assertThat(finding.level()).isEqualTo(Finding.Level.WARN);
        assertThat(finding.found()).contains("tmpfs", "power cut");
    }

    @Test
    void lessRoomThanTheBudgetIsAWarningAndNoneAFailure() {
        assertThat(examine(folder, new Card("ext4", GIB)).level()).isEqualTo(Finding.Level.WARN);
        assertThat(examine(folder, new Card("ext4", FLOOR)).level()).isEqualTo(Finding.Level.WARN);
        assertThat(examine(folder, new Card("ext4", FLOOR - 1)).level()).isEqualTo(Finding.Level.FAIL);
    }

    @Test
    void whatTheStoreAlreadyHoldsCountsTowardsItsBudget() throws IOException {
        Path stream = Files.createDirectory(folder.resolve("data"));
        Files.write(stream.resolve("segment"), new byte[4096]);

        assertThat(examine(folder, new Card("ext4", 2 * GIB + FLOOR - 4096)).level())
                .isEqualTo(Finding.Level.OK);
        assertThat(examine(folder, new Card("ext4", 2 * GIB + FLOOR - 4097)).level())
                .isEqualTo(Finding.Level.WARN);
    }

    @Test
    void directoryOfSomebodyElseFailsUntilOurMarkerIsThere() throws IOException {
        Files.createDirectory(folder.resolve("lost+found"));
        assertThat(examine(folder, ROOMY).level()).isEqualTo(Finding.Level.OK);

        Files.createFile(folder.resolve("holiday.jpg"));
        assertThat(examine(folder, ROOMY).level()).isEqualTo(Finding.Level.FAIL);
        assertThat(examine(folder, ROOMY).found()).isEqualTo(folder + " holds files that are not ours: holiday.jpg");

        Files.createFile(folder.resolve("store"));
        assertThat(examine(folder, ROOMY).level()).isEqualTo(Finding.Level.OK);
    }

    @Test
    void fileInThePlaceOfTheDirectoryFails() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        assertThat(examine(file, ROOMY).found()).isEqualTo(file + " is not a directory");
        assertThat(examine(file.resolve("deeper"), ROOMY).level()).isEqualTo(Finding.Level.FAIL);
    }

    @Test
    void directoryThatMayNotBeWrittenNamesItsOwner() throws IOException {
        Path closed = Files.createDirectory(folder.resolve("closed"));
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("r-xr-xr-x"));
        assumeThat(Files.isWritable(closed)).as("root may write everywhere").isFalse();
        String owner = Files.getOwner(closed).getName();

        assertThat(check(closed, owner, ROOMY).examine().level()).isEqualTo(Finding.Level.FAIL);
        Finding other = check(closed, "somebody", ROOMY).examine();
        assertThat(other.level()).isEqualTo(Finding.Level.WARN);
        assertThat(other.next()).contains("sudo -u " + owner);
    }

    private static Finding examine(Path directory, Card card) {
        return check(directory, "fieldpost", card).examine();
    }

    private static StoreCheck check(Path directory, String user, Card card) {
        Verdict verdict = new Verdict(Words.beside(Doctor.class, Language.EN), "store");
        StoreSettings settings = new StoreSettings(
                directory, new ByteSize(2 * GIB), Duration.ofSeconds(1), null, new ByteSize(FLOOR), 0);
        return new StoreCheck(verdict, settings, user, existing -> card);
    }
}
