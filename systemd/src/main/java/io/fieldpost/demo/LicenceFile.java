package io.fieldpost.demo;

import io.fieldpost.radio.simulation.Station;
import io.fieldpost.radio.simulation.SynthesisedBand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The licence list of the simulated band, as a file for as long as the demo runs.
 *
 * @param path where it lies
 */
record LicenceFile(Path path) implements AutoCloseable {
    static LicenceFile write() throws IOException {
        StringBuilder list = new StringBuilder("frequency,bandwidth,name\n");
        for (Station station : SynthesisedBand.licensed()) {
            list.append(station.frequencyHz())
                    .append("Hz,200kHz,")
                    .append(station.name())
                    .append('\n');
        }
        return new LicenceFile(Files.writeString(Files.createTempFile("fieldpost-demo-licences", ".csv"), list));
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(path);
    }
}
