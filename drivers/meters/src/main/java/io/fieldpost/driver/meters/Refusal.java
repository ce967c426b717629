package io.fieldpost.driver.meters;

import io.fieldpost.driver.Quality;
import java.util.ArrayList;
import java.util.List;

/** The word in which a meter says why it refuses (DL/T 645-2007, 7.1.5; DL/T 645-1997, 6.3.4; CJ/T 188 has a status instead). */
final class Refusal {
    private static final int NO_SUCH_DATA = 1;
    private static final List<String> BITS_2007 = List.of(
            "another reason",
            "it has no such data",
            "password or authority",
            "baud rate",
            "too many season zones",
            "too many day periods",
            "too many tariffs");
    private static final List<String> BITS_1997 = List.of(
            "illegal data",
            "it has no such data",
            "password",
            "bit 3",
            "too many season zones",
            "too many day periods",
            "too many tariffs");

    private Refusal() {}

    /** @param data of the refusing frame */
    static ItemAnswer.Refused of(Standard standard, byte[] data) {
        if (standard.framing() == Framing.CJT188 || data.length != 1) {
            return new ItemAnswer.Refused(
                    Quality.BAD_DEVICE_FAILURE, data.length == 0 ? "without a reason" : "with " + Hex.of(data));
        }
        int word = data[0] & 0xFF;
        List<String> bits = standard == Standard.DLT645_2007 ? BITS_2007 : BITS_1997;
        List<String> reasons = new ArrayList<>();
        for (int i = 0; i < bits.size(); i++) {
            if ((word >> i & 1) == 1) {
                reasons.add(bits.get(i));
            }
        }
        boolean unknown = (word >> NO_SUCH_DATA & 1) == 1;
        return new ItemAnswer.Refused(
                unknown ? Quality.BAD_ADDRESS_UNKNOWN : Quality.BAD_DEVICE_FAILURE,
                reasons.isEmpty() ? "without a reason" : String.join(", ", reasons));
    }
}
