package io.fieldpost.agent.plugin.process;

import io.fieldpost.agent.record.ByteSink;
import io.fieldpost.agent.record.ByteSource;
import io.fieldpost.agent.record.DamagedBatchException;
import io.fieldpost.driver.DeviceStatus;
import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.UncheckedDriverException;
import java.util.Arrays;

/** What a driver threw in a child, thrown again in the agent: a {@link DriverException} as such, anything else as a mistake that names itself. */
final class Thrown {
    private static final DriverException.Reason[] REASONS = DriverException.Reason.values();
    private static final int MISTAKE = 255;
    private static final int MOST_TEXT = 4000;
    private static final int MOST_TRACE = 16;

    private Thrown() {}

    /** A mistake in a driver, as it named itself in the other process, with the upper part of its stack there. */
    static final class Mistake extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Mistake(String named, StackTraceElement[] trace) {
            super(named);
            setStackTrace(trace);
        }

        @Override
        public String toString() {
            return String.valueOf(getMessage());
        }
    }

    static void write(ByteSink sink, Throwable thrown) {
        if (thrown instanceof UncheckedDriverException wrapped) {
            write(sink, wrapped.failure());
        } else if (thrown instanceof DriverException told) {
            sink.u8(told.reason().ordinal());
            sink.text(bounded(String.valueOf(told.getMessage())));
            DeviceStatus status = told.status();
            Fields.flag(sink, status != null);
            if (status != null) {
                Fields.status(sink, status);
            }
        } else {
            sink.u8(MISTAKE);
            sink.text(bounded(thrown.toString()));
            StackTraceElement[] trace = thrown.getStackTrace();
            int frames = Math.min(trace.length, MOST_TRACE);
            sink.varint(frames);
            for (StackTraceElement frame : Arrays.copyOf(trace, frames)) {
                sink.text(frame.getClassName());
                sink.text(frame.getMethodName());
                sink.text(frame.getFileName() == null ? "" : frame.getFileName());
                sink.zigzag(frame.getLineNumber());
            }
        }
    }

    private static String bounded(String text) {
        return text.length() <= MOST_TEXT ? text : text.substring(0, MOST_TEXT) + " …";
    }

    static Throwable read(ByteSource source) throws DamagedBatchException {
        int reason = source.u8();
        if (reason == MISTAKE) {
            return mistake(source);
        } else if (reason >= REASONS.length) {
            throw source.damaged("reason " + reason);
        }
        String message = source.string();
        return Fields.flag(source)
                ? new DriverException(REASONS[reason], message, Fields.status(source))
                : new DriverException(REASONS[reason], message);
    }

    private static Mistake mistake(ByteSource source) throws DamagedBatchException {
        String named = source.string();
        StackTraceElement[] trace = new StackTraceElement[source.count(4)];
        for (int i = 0; i < trace.length; i++) {
            trace[i] = new StackTraceElement(source.string(), source.string(), source.string(), (int) source.zigzag());
        }
        return new Mistake(named, trace);
    }

    /** Throws it. */
    static DriverException again(Throwable thrown) throws DriverException {
        if (thrown instanceof DriverException told) {
            throw told;
        }
        throw (RuntimeException) thrown;
    }
}
