package io.fieldpost.radio.node;

import io.fieldpost.radio.detect.EmissionEvent;
import io.fieldpost.radio.licence.ChannelAlarm;
import io.fieldpost.radio.spectrum.SpectrumRow;

/** What becomes of news of one band where there are no samples: it is handed on, and alarms get the spectra before and during them. */
final class RowNews implements BandMonitor.Listener {
    private final String mission;
    private final String unit;
    private final EmissionOutput output;
    private final SpectralEvidence spectra;
    private final RecentRows recent = new RecentRows();

    RowNews(String mission, PanoramaParts parts) {
        this.mission = mission;
        unit = parts.files().calibration().unit().code();
        output = new EmissionOutput(mission, parts.outlet());
        spectra = new SpectralEvidence(parts.outlet());
    }

    @Override
    public void row(SpectrumRow row) {
        recent.add(row);
    }

    @Override
    public void emission(EmissionEvent event) {
        output.put(event, unit);
    }

    @Override
    public void alarm(ChannelAlarm alarm, SpectrumRow row) {
        output.put(alarm, spectra.of(alarm, mission, recent.before(alarm.since()), row));
    }
}
