package io.fieldpost.agent.store;

import io.fieldpost.agent.SequenceRanges;
import java.io.IOException;
import org.tinylog.Logger;

/**
 * Finds where the newest segment of a stream ends, and which numbers may have been given and are not here.
 *
 * @param segment the newest one, its {@code end} and {@code next} set
 * @param lost numbers that are not here, less what is known otherwise
 * @param cause why
 * @param continues whether the segment can be appended to
 */
record Recovery(Segment segment, SequenceRanges lost, Loss.Cause cause, boolean continues) {
    /**
     * Scans the newest segment.
     *
     * @param bootId the present run of the operating system: what the same run wrote is still in the page cache, so only a record that
     *     was being written when the process died can be missing, and that one was never accepted
     * @param closed how the stream was when the store was closed in good order
     * @param given highest sequence that is known to have been given
     * @param deletedUpTo up to where records were deleted, or the segment emptied in place
     */
    static Recovery scan(
            Disk disk,
            Segment segment,
            String bootId,
            Closed closed,
            long given,
            long deletedUpTo,
            Quarantine quarantine)
            throws IOException {
        SegmentHeader header = segment.header;
        boolean sameBoot =
                header != null && !bootId.isEmpty() && header.bootId().equals(bootId);
        try (DiskFile file = disk.openToRead(segment.path)) {
            long size = segment.end;
            SegmentScanner scanner =
                    new SegmentScanner(file, SegmentHeader.SIZE, size, segment.first, segment.reserved());
            SequenceRanges lost = new SequenceRanges();
            long expected = scanner.expected();
            while (scanner.next() != null) {
                segment.records++;
                // In the same run of the system, holes are damage, which readers meet and set aside.
                if (!sameBoot) {
                    lost.add(expected, scanner.expected() - 2);
                }
                expected = scanner.expected();
            }
            long newest = Math.max(scanner.expected() - 1, deletedUpTo);
            boolean torn = scanner.position() == size || isTorn(file, scanner.position(), size, newest + 1);
            boolean certain = newest >= given && (closed.holds(segment, newest) || (sameBoot && torn));
            segment.end = scanner.position();
            if (scanner.position() < size) {
                if (!torn || !sameBoot) {
                    quarantine.keep(String.valueOf(segment.path.getFileName()), file, segment.end, size);
                }
                cutOff(disk, segment);
            }
            segment.next = certain ? newest + 1 : Math.max(segment.reserved(), given) + 1;
            lost.add(newest + 1, segment.next - 1);
            Loss.Cause cause = sameBoot ? Loss.Cause.DAMAGE : Loss.Cause.POWER_CUT;
            return new Recovery(segment, lost, cause, certain && sameBoot);
        }
    }

    /** Whether what lies beyond the last whole record is the beginning of the next one, cut off by the end of the file. */
    private static boolean isTorn(DiskFile file, long from, long size, long sequence) throws IOException {
        byte[] head = new byte[RecordFrame.SIZE];
        if (file.readFully(head, 0, head.length, from) < head.length) {
            return true;
        }
        RecordFrame frame = RecordFrame.decode(head, 0);
        return frame.isPlausible(sequence, sequence) && from + frame.bytes() > size;
    }

    private static void cutOff(Disk disk, Segment segment) {
        try (DiskFile file = disk.openToWrite(segment.path)) {
            file.truncate(segment.end);
        } catch (IOException e) {
            // Readers stop at the end that was found, so the rest only takes room.
            Logger.debug(e, "the damaged end of {} could not be cut off", segment.path);
        }
    }
}
