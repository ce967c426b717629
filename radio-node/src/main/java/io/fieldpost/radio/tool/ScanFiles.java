package io.fieldpost.radio.tool;

import io.fieldpost.driver.tool.ToolException;
import io.fieldpost.radio.report.RtlPowerCsvWriter;
import io.fieldpost.radio.report.SdfHeader;
import io.fieldpost.radio.report.SdfWriter;
import io.fieldpost.radio.report.SpectrumPng;
import io.fieldpost.radio.spectrum.SpectrumRow;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The files that a scan leaves: a picture that is always whole, lines as rtl_power's that are appended, and SDF text of which each day has
 * a file. Keeps as many rows for the picture as it has lines, and no more than {@value #MOST_LEVELS} levels. One thread.
 */
final class ScanFiles implements Closeable {
    private static final int WIDTH = 1200;
    private static final int HEIGHT = 800;
    private static final int MOST_LEVELS = 2_000_000;

    private final @Nullable Path png;
    private final @Nullable Path sdf;
    private final SdfHeader header;
    private final Deque<SpectrumRow> rows = new ArrayDeque<>();
    private final @Nullable RtlPowerCsvWriter csvWriter;
    private @Nullable SdfWriter sdfWriter;

    /**
     * Opens what is appended to.
     *
     * @param png picture; null for none
     * @param csv rtl_power's lines; null for none
     * @param sdf first day's file, which must not be there yet; null for none
     */
    ScanFiles(@Nullable Path png, @Nullable Path csv, @Nullable Path sdf, SdfHeader header, ZoneId zone)
            throws IOException, ToolException {
        this.png = png;
        this.sdf = sdf;
        this.header = header;
        csvWriter = csv == null ? null : new RtlPowerCsvWriter(append(csv), zone);
        sdfWriter = sdf == null ? null : new SdfWriter(create(sdf), header);
    }

    private static OutputStream append(Path file) throws IOException {
        return new BufferedOutputStream(
                Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
    }

    private static OutputStream create(Path file) throws IOException, ToolException {
        try {
            return new BufferedOutputStream(
                    Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
        } catch (FileAlreadyExistsException e) {
            throw ToolException.failed(
                    "there is a file of this name, and its head would not fit: name another: " + file);
        }
    }

    /** Adds a row to each. */
    void add(SpectrumRow row) throws IOException, ToolException {
        if (csvWriter != null) {
            csvWriter.write(row);
        }
        if (sdfWriter != null && sdf != null) {
            addSdf(row, sdfWriter, sdf);
        }
        if (png != null) {
            rows.addLast(row);
            while (rows.size() > Math.min(HEIGHT, Math.max(1, MOST_LEVELS / row.cells()))) {
                rows.removeFirst();
            }
            draw(png);
        }
    }

    private void addSdf(SpectrumRow row, SdfWriter writer, Path first) throws IOException, ToolException {
        if (writer.fits(row)) {
            writer.write(row);
            return;
        }
        writer.close();
        String day = row.time().atOffset(ZoneOffset.UTC).toLocalDate().toString();
        String name = String.valueOf(first.getFileName());
        int dot = name.lastIndexOf('.');
        String next = dot < 0 ? name + "-" + day : name.substring(0, dot) + "-" + day + name.substring(dot);
        SdfWriter opened = new SdfWriter(create(first.resolveSibling(next)), header);
        sdfWriter = opened;
        opened.write(row);
    }

    /** Under another name first, so that whoever looks at it finds it whole. */
    private void draw(Path file) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + ".tmp");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(unfinished))) {
            SpectrumPng.write(List.copyOf(rows), WIDTH, HEIGHT, out);
        }
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void close() throws IOException {
        try {
            if (csvWriter != null) {
                csvWriter.close();
            }
        } finally {
            if (sdfWriter != null) {
                sdfWriter.close();
            }
        }
    }
}
