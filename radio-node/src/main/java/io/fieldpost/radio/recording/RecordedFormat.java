package io.fieldpost.radio.recording;

import io.fieldpost.radio.sample.SampleFormat;

/** A datatype of SigMF that can be played and written here: one channel of complex samples. */
record RecordedFormat(SampleFormat format) {
    static RecordedFormat of(SigmfGlobal global) throws RecordingException {
        if (global.channels() != 1) {
            throw new RecordingException("recording has " + global.channels()
                    + " channels, and only one can be played; take them apart first");
        }
        for (SampleFormat format : SampleFormat.values()) {
            String name = format.sigmf();
            boolean eightBits = format == SampleFormat.CU8 || format == SampleFormat.CS8;
            // For 8 bits the order of bytes says nothing, and some writers say it all the same.
            if (global.datatype().equals(name) || eightBits && global.datatype().startsWith(name + "_")) {
                return new RecordedFormat(format);
            }
        }
        throw new RecordingException("recording's samples are " + global.datatype()
                + ", and only cu8, ci8, ci16_le and cf32_le can be played");
    }
}
