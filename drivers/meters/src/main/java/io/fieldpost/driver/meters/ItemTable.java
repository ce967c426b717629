package io.fieldpost.driver.meters;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The items that points can name, from {@code items.txt} beside this class. Immutable. */
final class ItemTable {
    /** Read when the first address is: {@code fieldpost check} loads drivers that no source uses. */
    private static final class Known {
        private static final ItemTable TABLE = read();
    }

    private final Map<String, List<DataItem>> byOwner = new LinkedHashMap<>();

    private ItemTable() {}

    /** What a meter of this kind can be asked for by name, in the table's order; empty when there is no table for it. */
    static List<DataItem> of(MeterAddress meter) {
        return Known.TABLE.byOwner.getOrDefault(owner(meter), List.of());
    }

    static Optional<DataItem> named(MeterAddress meter, String name) {
        return of(meter).stream().filter(item -> item.name().equals(name)).findFirst();
    }

    /** The first field behind an identifier. */
    static Optional<DataItem> identified(MeterAddress meter, String identifier) {
        return of(meter).stream()
                .filter(item -> item.identifier().equals(identifier))
                .findFirst();
    }

    private static String owner(MeterAddress meter) {
        if (meter.standard().framing() == Framing.DLT645) {
            return meter.standard().toString();
        }
        return meter.countsHeat() ? "heat" : meter.countsVolume() ? "volume" : "";
    }

    private static ItemTable read() {
        ItemTable table = new ItemTable();
        try (InputStream stream =
                        Objects.requireNonNull(ItemTable.class.getResourceAsStream("items.txt"), "items.txt");
                BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    table.add(line.strip().split(" +"));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("items.txt", e);
        }
        return table;
    }

    private void add(String[] columns) {
        try {
            DataItem item = new DataItem(
                    columns[1],
                    columns[2],
                    Integer.parseInt(columns[3]),
                    ItemFormat.parse(columns[4]),
                    Integer.parseInt(columns[5]),
                    columns[6],
                    columns[7].equals("register"));
            byOwner.computeIfAbsent(columns[0], unused -> new ArrayList<>()).add(item);
        } catch (AddressException e) {
            throw new IllegalStateException("items.txt, " + columns[2] + ": " + e.complaint(), e);
        }
    }
}
