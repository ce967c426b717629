package ${package};

import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import io.fieldpost.driver.Quality;
import io.fieldpost.driver.Value;

/**
 * The protocol's sheet as code. {@code READ temperature} is answered by {@code temperature=21.5}, and by {@code temperature=?} when the device has
 * no such value.
 */
final class Sheet {
    private Sheet() {}

    /** What one answer says: a value when it is good, and {@link Value.Absent} when it is not. */
    record Answer(Quality quality, Value value) {
        static Answer good(Value value) {
            return new Answer(Quality.GOOD, value);
        }

        static Answer bad(Quality quality) {
            return new Answer(quality, new Value.Absent());
        }
    }

    /** What is wrong with an address, for the person who wrote it; empty when nothing is. */
    static String complaintAbout(String address) {
        return address.matches("[a-z_]{1,40}") ? "" : "not a name of small letters and '_', such as temperature: '" + address + "'";
    }

    /** What is sent to ask for an address without a complaint, without the end of the line. */
    static String request(String address) {
        return "READ " + address;
    }

    /**
     * What an answer means.
     *
     * @throws DriverException when it is none of the protocol's, or the answer to something else
     */
    static Answer answer(String address, String line) throws DriverException {
        int sign = line.indexOf('=');
        if (sign < 0 || !line.substring(0, sign).equals(address)) {
            throw new DriverException(Reason.PROTOCOL, "no answer for " + address + ": '" + line + "'");
        }
        String text = line.substring(sign + 1);
        if (text.equals("?")) {
            return Answer.bad(Quality.BAD_ADDRESS_UNKNOWN);
        }
        if (!text.matches("-?[0-9]{1,12}([.][0-9]{1,6})?")) {
            throw new DriverException(Reason.PROTOCOL, "no number for " + address + ": '" + line + "'");
        }
        return Answer.good(new Value.Real(Double.parseDouble(text)));
    }
}
