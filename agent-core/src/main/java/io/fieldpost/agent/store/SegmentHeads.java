package io.fieldpost.agent.store;

import java.io.IOException;
import java.nio.ByteBuffer;

/** What a header says beyond {@link SegmentHeader}. */
final class SegmentHeads {
    private static final int KEEP_EVERY_AT = 12;

    /** To every so many-th number a segment was thinned out; 0 when it was not, or its header is damaged. */
    static int keepEvery(Segment segment, DiskFile file) throws IOException {
        byte[] bytes = new byte[Integer.BYTES];
        if (segment.header == null || file.readFully(bytes, 0, bytes.length, KEEP_EVERY_AT) < bytes.length) {
            return 0;
        }
        return Math.max(0, ByteBuffer.wrap(bytes).getInt());
    }

    private SegmentHeads() {}
}
