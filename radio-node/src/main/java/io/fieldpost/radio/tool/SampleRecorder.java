package io.fieldpost.radio.tool;

import io.fieldpost.config.Frequency;
import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.tool.ToolContext;
import io.fieldpost.driver.tool.ToolException;
import io.fieldpost.radio.receiver.SampleBlock;
import io.fieldpost.radio.recording.SigmfAbout;
import io.fieldpost.radio.recording.SigmfAnnotation;
import io.fieldpost.radio.recording.SigmfCapture;
import io.fieldpost.radio.recording.SigmfGlobal;
import io.fieldpost.radio.recording.SigmfWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Records what a receiver gives at one tuning. Samples before the tuner has settled are left out. Where samples are known to be missing
 * between two, a new capture begins; where they are only counted, a remark over the whole says how many. One thread.
 */
final class SampleRecorder {
    private static final double MEGABYTE = 1e6;
    private static final int TELLS_PER_SECOND = 4;

    private final OpenReceiver radio;
    private final long centerHz;
    private final long wanted;
    private final RecordingName name;
    private final ToolContext context;
    private final SampleFacts facts = new SampleFacts();
    private @Nullable SigmfWriter writer;
    private long goodFrom;
    private long expected = -1;
    private long droppedBefore;
    private long tellAt;

    SampleRecorder(OpenReceiver radio, Frequency center, Duration length, RecordingName name, ToolContext context) {
        this.radio = radio;
        this.centerHz = center.hertz();
        this.wanted = Math.max(1, (long) (length.toNanos() / 1e9 * radio.sampleRateHz()));
        this.name = name;
        this.context = context;
    }

    /** Records until it is long enough, until the source ends, or until somebody interrupts; then tells what it is worth. */
    void run() throws DriverException, InterruptedException, IOException, ToolException {
        droppedBefore = radio.dropped();
        goodFrom = radio.tune(centerHz) + radio.settleSamples();
        boolean more = true;
        try {
            while (more && !context.interrupted()) {
                SampleBlock block = radio.take();
                more = block != null && take(block);
            }
        } catch (DriverException e) {
            if (writer != null) {
                keep();
            }
            throw e;
        } catch (IOException e) {
            discard(e);
            throw e;
        }
        keep();
    }

    private boolean take(SampleBlock block) throws IOException, ToolException {
        try {
            return append(block);
        } finally {
            radio.release(block);
        }
    }

    private boolean append(SampleBlock block) throws IOException, ToolException {
        int bytes = block.format().bytesPerSample();
        int from = (int) Math.max(0, Math.min(block.length(), (goodFrom - block.firstSample()) * bytes));
        if (from == block.length()) {
            return true;
        }
        SigmfWriter writing = writer == null ? begin(block) : writer;
        long first = block.firstSample() + from / bytes;
        if (first != expected) {
            writing.capture(SigmfCapture.of(writing.samples(), radio.timeOf(first, context.clock()), centerHz));
        }
        int length = (int) Math.min(block.length() - from, (wanted - writing.samples()) * bytes);
        writing.append(block.iq(), from, length);
        facts.accept(block.format(), block.iq(), from, from + length);
        expected = first + length / bytes;
        tell(writing.samples());
        return writing.samples() < wanted;
    }

    private SigmfWriter begin(SampleBlock block) throws IOException, ToolException {
        long bytes = wanted * block.format().bytesPerSample();
        long free = Files.getFileStore(name.folder()).getUsableSpace();
        if (bytes > free) {
            throw ToolException.failed("recording needs " + Figures.one(bytes / MEGABYTE) + " MB and "
                    + Figures.one(free / MEGABYTE) + " MB are free: " + name.folder());
        }
        String gain = radio.gainText().isEmpty() ? "" : ", gain " + radio.gainText();
        SigmfAbout about = SigmfAbout.of("fieldpost", radio.description() + gain, null, null);
        SigmfWriter begun = SigmfWriter.create(
                name.folder(), name.name(), SigmfGlobal.of(block.format(), radio.sampleRateHz(), about, null, null));
        writer = begun;
        return begun;
    }

    private void tell(long samples) {
        if (context.interactive() && samples >= tellAt) {
            tellAt = samples + radio.sampleRateHz() / TELLS_PER_SECOND;
            context.out()
                    .print("\r" + seconds(samples) + " of " + seconds(wanted) + " s, "
                            + Figures.percent(facts.clippedFraction()) + " clipped \u001b[K");
            context.out().flush();
        }
    }

    private String seconds(long samples) {
        return Figures.fixed((double) samples / radio.sampleRateHz(), 2);
    }

    private void keep() throws IOException, ToolException {
        SigmfWriter writing = writer;
        if (writing == null) {
            throw ToolException.failed("nothing was recorded: it ended before the first sample came");
        }
        long dropped = radio.dropped() - droppedBefore;
        if (dropped > 0) {
            writing.annotate(SigmfAnnotation.of(
                    0, writing.samples(), "loss", dropped + " samples were lost somewhere in this recording"));
        }
        writing.close();
        conclude(writing, dropped);
    }

    private void conclude(SigmfWriter writing, long dropped) {
        if (context.interactive()) {
            context.out().print("\r\u001b[K");
        }
        context.out()
                .println(seconds(writing.samples()) + " s recorded, " + writing.samples() + " samples: "
                        + writing.meta());
        context.out()
                .println("rms " + Figures.one(facts.rmsDbfs()) + " dBFS, peak " + Figures.one(facts.peakDbfs())
                        + " dBFS, " + Figures.percent(facts.clippedFraction()) + " clipped, " + dropped
                        + " samples lost");
        if (facts.clippedFraction() > 0) {
            context.out()
                    .println(
                            "note: values reached the converter's limits, so strong signals are distorted; take a smaller --gain");
        }
        if (writing.samples() < wanted) {
            context.out().println("note: it ended early, " + seconds(wanted) + " s were wanted");
        }
    }

    private void discard(IOException cause) {
        try {
            if (writer != null) {
                writer.discard();
            }
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }
}
