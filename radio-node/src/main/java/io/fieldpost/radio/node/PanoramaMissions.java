package io.fieldpost.radio.node;

import io.fieldpost.config.FrequencyRange;
import io.fieldpost.driver.DriverException;
import io.fieldpost.radio.mission.MissionState;
import io.fieldpost.radio.settings.Mission;
import io.fieldpost.radio.spectrum.Grid;
import io.fieldpost.radio.spectrum.Regrid;
import io.fieldpost.radio.spectrum.SpectrumRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The missions of a receiver that measures by itself: all of them look at the same rows. A step function of rows; one thread at a time. */
final class PanoramaMissions implements PanoramaWork {
    /** What becomes of a mission that the receiver's rows are no good for. */
    @FunctionalInterface
    interface Misfits {
        /**
         * Told once; the mission is left out from then on.
         *
         * @throws DriverException when nothing can go on without it
         */
        void misfit(String mission, String why) throws DriverException;
    }

    private final PanoramaParts parts;
    private final Misfits misfits;
    private final LevelScale scale;
    private final BandMonitors monitors;
    private final Map<String, RowMission> missions = new LinkedHashMap<>();
    private @Nullable SpectrumRow latest;

    PanoramaMissions(PanoramaParts parts, Misfits misfits) {
        this.parts = parts;
        this.misfits = misfits;
        CalibrationFiles calibration = parts.files().calibration();
        scale = new LevelScale(calibration.calibration(), calibration.unit(), parts.surroundings());
        monitors = new BandMonitors(parts.files().licences(), parts.epoch());
    }

    @Override
    public void add(Mission mission) {
        FrequencyRange band = mission.band();
        if (band == null) {
            throw new IllegalArgumentException(
                    "this receiver measures spectra by itself, and this mission needs samples: " + mission.name());
        }
        if (missions.containsKey(mission.name())) {
            throw new IllegalArgumentException("there is a mission of this name: " + mission.name());
        }
        Grid grid = mission.grid(band);
        PanoramaPort port = parts.instrument().port();
        if (port != null && port.range() != null) {
            port.range().check(mission, grid);
        }
        RowMission.Rows rows = rows(mission, band, grid);
        if (latest != null) {
            rows.check(latest);
        }
        missions.put(mission.name(), new RowMission(mission.name(), mission.timing(), rows));
    }

    private RowMission.Rows rows(Mission mission, FrequencyRange band, Grid grid) {
        Regrid regrid = new Regrid(grid);
        if (mission.occupancy() != null) {
            return new OccupancyRows(new OccupancyMission(mission, band, parts.outlet()), regrid, scale);
        }
        BandMonitor monitor =
                mission.detect() ? monitors.monitor(mission, grid.cells(), new RowNews(mission.name(), parts)) : null;
        return new ScanRows(
                mission.name(), parts, regrid, scale, mission.noise().tracker(), monitor);
    }

    @Override
    public boolean remove(String mission) {
        RowMission removed = missions.remove(mission);
        if (removed != null) {
            removed.rows().end();
        }
        return removed != null;
    }

    @Override
    public boolean pause(String mission, boolean hold) {
        RowMission found = missions.get(mission);
        if (found != null) {
            found.pause(hold);
        }
        return found != null;
    }

    @Override
    public List<MissionState> states() {
        return missions.values().stream().map(RowMission::state).toList();
    }

    /** Whether a mission of this priority would take a row of this time. */
    boolean isDue(int priority, Instant now) {
        boolean any = false;
        for (RowMission mission : missions.values()) {
            // All of them, so that each takes note of the time.
            any |= mission.priority() == priority && mission.isDue(now);
        }
        return any;
    }

    @Override
    public void step(Reception reception) throws DriverException {
        if (reception instanceof Reception.Row row) {
            step(row.row());
        }
    }

    /** Takes one row. */
    void step(SpectrumRow row) throws DriverException {
        latest = row;
        for (Map.Entry<String, RowMission> mission : new ArrayList<>(missions.entrySet())) {
            try {
                mission.getValue().step(row);
            } catch (IllegalArgumentException e) {
                remove(mission.getKey());
                misfits.misfit(mission.getKey(), String.valueOf(e.getMessage()));
            }
        }
    }

    @Override
    public void end() {
        missions.values().forEach(mission -> mission.rows().end());
    }
}
