package io.fieldpost.radio.calibration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Adds rows to a calibration table's file, so that a table grows gain by gain. The file is whole at every moment. */
public final class TableUpdate {
    private static final int KEY_COLUMNS = 3;

    private TableUpdate() {}

    /**
     * Writes rows under {@link YFactorPoint#HEADER}; a row of the same gain, frequency and temperature is replaced.
     *
     * @return how many rows were replaced
     * @throws CalibrationException when the file that is there is no such table, or would be none with these rows; it is then left as it was
     */
    public static int write(Path file, List<String> rows) throws IOException, CalibrationException {
        List<String> lines = new ArrayList<>(List.of(YFactorPoint.HEADER));
        int replaced = 0;
        if (Files.exists(file)) {
            CalibrationTable.read(file, CalibrationTable.Margins.DEFAULT);
            List<String> there = Files.readAllLines(file);
            if (!there.get(0).equals(YFactorPoint.HEADER)) {
                throw CalibrationException.of(
                        file, "has other columns than " + YFactorPoint.HEADER + "; name another file");
            }
            Set<String> fresh = new HashSet<>();
            rows.forEach(row -> fresh.add(key(row)));
            for (String line : there.subList(1, there.size())) {
                if (fresh.contains(key(line))) {
                    replaced++;
                } else {
                    lines.add(line);
                }
            }
        }
        lines.addAll(rows);
        replace(file, lines);
        return replaced;
    }

    private static String key(String row) {
        String[] fields = row.split(",", KEY_COLUMNS + 1);
        return fields.length <= KEY_COLUMNS ? row : fields[0] + ',' + fields[1] + ',' + fields[2];
    }

    private static void replace(Path file, List<String> lines) throws IOException, CalibrationException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.write(fresh, lines);
        try {
            CalibrationTable.read(fresh, CalibrationTable.Margins.DEFAULT);
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }
}
