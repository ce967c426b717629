package io.fieldpost.driver.nmea;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Sentences for tests. */
final class Said {
    /** Of a receiver at 48.1173° N, 11.5167° E at noon of 2 March 2026. */
    static final String GGA = sentence("GNGGA,120000.00,4807.038,N,01131.000,E,1,11,0.8,545.4,M,46.9,M,,");

    static final String RMC = sentence("GNRMC,120000.00,A,4807.038,N,01131.000,E,022.4,084.4,020326,,,A");
    static final String GSA = "$GPGSA,A,3,04,05,,09,12,,,24,,,,,2.5,1.3,2.1*39";
    static final String MWV = "$WIMWV,214.8,R,0.1,K,A*28";
    static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    private Said() {}

    /** With its checksum. */
    static String sentence(String body) {
        int sum = 0;
        for (char each : body.toCharArray()) {
            sum ^= each;
        }
        return String.format("$%s*%02X", body, sum);
    }

    /** The facts of sentences, one reader for all. */
    static List<Told> facts(Instant arrived, String... lines) throws Exception {
        SentenceReader reader = new SentenceReader();
        List<Told> all = new ArrayList<>();
        for (String each : lines) {
            all.addAll(reader.read(Sentence.parse(each, true), arrived));
        }
        return all;
    }

    /** The first fact of a kind. */
    static <T extends Told> T first(List<Told> facts, Class<T> kind) {
        return facts.stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .findFirst()
                .orElseThrow();
    }
}
