package io.fieldpost.radio.tool;

import io.fieldpost.config.Frequency;
import io.fieldpost.driver.tool.ToolException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Where a recording goes.
 *
 * @param folder which exists
 * @param name without an ending
 */
record RecordingName(Path folder, String name) {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    /**
     * Makes a name of frequency and time in a folder that is there, and otherwise takes the path for the name.
     *
     * @throws ToolException when the folder is not there, or the recording is
     */
    static RecordingName of(Path out, Frequency center, Instant now) throws ToolException {
        if (Files.isDirectory(out)) {
            return new RecordingName(out, center + "_" + STAMP.format(now)).checked();
        }
        Path folder = out.toAbsolutePath().getParent();
        String name = String.valueOf(out.getFileName()).replaceFirst("\\.sigmf(-meta|-data)?$", "");
        if (folder == null || !Files.isDirectory(folder) || name.isBlank()) {
            throw ToolException.failed("there is no folder for this recording, make it first: " + out);
        }
        return new RecordingName(folder, name).checked();
    }

    private RecordingName checked() throws ToolException {
        for (String ending : new String[] {".sigmf-meta", ".sigmf-data"}) {
            if (Files.exists(folder.resolve(name + ending))) {
                throw ToolException.failed(
                        "there is a recording of this name, name another with --out: " + folder.resolve(name + ending));
            }
        }
        return this;
    }
}
