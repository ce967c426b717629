package io.fieldpost.radio.licence;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.radio.detect.DetectionSettings;
import io.fieldpost.radio.detect.Detector;
import io.fieldpost.radio.detect.EmissionTracker;
import io.fieldpost.radio.detect.Persistence;
import io.fieldpost.radio.detect.SubBandNoise;
import io.fieldpost.radio.licence.LicenceList.Band;
import io.fieldpost.radio.simulation.CityBand;
import io.fieldpost.radio.simulation.CityBand.Heard;
import io.fieldpost.radio.simulation.CityStation;
import io.fieldpost.radio.simulation.SpectralShape;
import io.fieldpost.radio.spectrum.SpectrumRow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** From rows of a synthetic city to alarms: detector, tracker and board with their usual settings. */
class CityLicenceTest {
    private final CityBand band = CityBand.mixed(3);
    private final Detector detector = new Detector(
            DetectionSettings.forScan(1, CityBand.CELLS, Duration.ofSeconds(1), Persistence.DEFAULT),
            new SubBandNoise());
    private final EmissionTracker tracker = new EmissionTracker(Persistence.DEFAULT, 1, 0);

    /** Broadcasters of 45 to 50 dB with weak neighbours are among them; so are 20 seconds of overload in each 300. */
    @Test
    void cityInWhichAllHaveALicenceHasNoUnlicensedEmission() {
        List<ChannelAlarm> alarms = run(600, station -> true);
        assertThat(alarms)
                .extracting(ChannelAlarm::kind)
                .doesNotContain(AlarmKind.UNLICENSED, AlarmKind.INTERMODULATION, AlarmKind.WRONG_STATION);
    }

    @Test
    void exactlyThoseWithoutALicenceAreTold() {
        Set<String> pirates = Set.of("FM 88.7", "FM 90.6", "FM 98.9", "NFM 99.8", "CW 106.8");
        List<ChannelAlarm> alarms = run(300, station -> !pirates.contains(station.name()));
        Set<Long> told = alarms.stream()
                .filter(alarm -> alarm.kind() == AlarmKind.UNLICENSED && alarm.raised())
                .map(alarm -> Math.round(alarm.frequencyHz() / 1e5))
                .collect(Collectors.toSet());
        assertThat(told).containsExactlyInAnyOrder(887L, 906L, 989L, 998L, 1068L);
    }

    /** The keyed radio on 102.4 MHz has no licence. Seconds of overload, in which nothing can be said, are not counted. */
    @Test
    void emissionThatComesOnIsToldInLessThanTenSeconds() {
        LicenceList licences = licences(station -> !station.name().equals("NFM 102.4"));
        ChannelBoard board = new ChannelBoard(licences, List.of(new Band(87e6, 108e6)), BoardSettings.DEFAULT);
        List<Integer> delays = new ArrayList<>();
        int seconds = 0;
        for (int i = 0; i < 1500; i++) {
            SpectrumRow row = band.next();
            tracker.step(row, detector.detect(row));
            Optional<Heard> heard = heard("NFM 102.4");
            seconds = heard.isEmpty() ? 0 : seconds + (row.suspect().isEmpty() ? 1 : 0);
            for (ChannelAlarm alarm : board.step(row, tracker.active(), BoardFacts.NONE)) {
                if (alarm.kind() == AlarmKind.UNLICENSED && alarm.raised() && heard.isPresent()) {
                    delays.add(seconds - 1);
                }
            }
        }
        assertThat(delays).isNotEmpty().allSatisfy(delay -> assertThat(delay).isLessThan(10));
    }

    private Optional<Heard> heard(String name) {
        return band.truth().stream()
                .filter(heard -> heard.station().name().equals(name) && heard.on())
                .findFirst();
    }

    private List<ChannelAlarm> run(int rows, Predicate<CityStation> licensed) {
        ChannelBoard board =
                new ChannelBoard(licences(licensed), List.of(new Band(87e6, 108e6)), BoardSettings.DEFAULT);
        List<ChannelAlarm> alarms = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            SpectrumRow row = band.next();
            tracker.step(row, detector.detect(row));
            alarms.addAll(board.step(row, tracker.active(), BoardFacts.NONE));
        }
        return alarms;
    }

    private LicenceList licences(Predicate<CityStation> licensed) {
        band.next();
        return new LicenceList(band.truth().stream()
                .map(Heard::station)
                .filter(licensed)
                .map(CityLicenceTest::licence)
                .toList());
    }

    /** Drifting carriers get room for their drift. */
    private static Channel licence(CityStation station) {
        long width =
                station.shape() == SpectralShape.FM_BROADCAST ? 200_000 : station.driftHz() == 0 ? 25_000 : 150_000;
        return Channel.of(Math.round(station.centerHz()), width, station.name());
    }
}
