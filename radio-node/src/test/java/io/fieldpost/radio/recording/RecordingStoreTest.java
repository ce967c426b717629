package io.fieldpost.radio.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingStoreTest {
    @TempDir
    Path folder;

    @Test
    void oldestGoFirstAndAreCounted() throws IOException {
        recording("c", 100, 3);
        recording("a", 100, 1);
        recording("b", 100, 2);
        RecordingStore store = RecordingStore.open(folder, 1_000);
        assertThat(store.list()).extracting(RecordingStore.Entry::name).containsExactly("a", "b", "c");

        assertThat(store.makeRoom(700)).isZero();
        assertThat(store.makeRoom(800)).isEqualTo(1);
        assertThat(store.list()).extracting(RecordingStore.Entry::name).containsExactly("b", "c");
        assertThat(store.deletedForRoom()).isEqualTo(1);
        assertThat(store.usedBytes()).isEqualTo(200);
        assertThatThrownBy(() -> store.makeRoom(1_001))
                .hasMessageContaining("larger than the budget of all, 1000 bytes");
        assertThat(store.list()).hasSize(2);
    }

    @Test
    void smallerBudgetIsKeptFromTheStart() throws IOException {
        recording("a", 100, 1);
        recording("b", 100, 2);

        assertThat(RecordingStore.open(folder, 150).list())
                .extracting(RecordingStore.Entry::name)
                .containsExactly("b");
    }

    @Test
    void whatACrashLeftIsDeletedAndCounted() throws IOException {
        recording("whole", 100, 1);
        Files.write(folder.resolve("cut.sigmf-data"), new byte[10]);
        Files.write(folder.resolve("other.sigmf-meta.tmp"), new byte[10]);
        Files.write(folder.resolve("audio.wav"), new byte[10]);
        RecordingStore store = RecordingStore.open(folder, 1_000);

        assertThat(store.leftovers()).isEqualTo(2);
        assertThat(store.list()).extracting(RecordingStore.Entry::name).containsExactlyInAnyOrder("whole", "audio");
    }

    @Test
    void filesOfOneNameAreFoundAndDeletedTogether() throws IOException {
        recording("event-1", 100, 1);
        Files.write(folder.resolve("event-1.wav"), new byte[50]);
        RecordingStore store = RecordingStore.open(folder, 1_000);
        RecordingStore.Entry entry = store.find("event-1").orElseThrow();

        assertThat(entry.bytes()).isEqualTo(150);
        assertThat(entry.file(".wav")).contains(folder.resolve("event-1.wav"));
        assertThat(store.delete("event-1")).isTrue();
        assertThat(store.delete("event-1")).isFalse();
        assertThat(folder).isEmptyDirectory();
        assertThatThrownBy(() -> store.find("../passwd")).hasMessageContaining("name of a recording is not");
    }

    private void recording(String name, int bytes, int age) throws IOException {
        for (String ending : new String[] {".sigmf-data", ".sigmf-meta"}) {
            Path file = folder.resolve(name + ending);
            Files.write(file, new byte[bytes / 2]);
            Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000L * age));
        }
    }
}
