package io.fieldpost.opcua.address;

/** What a person writes to say which node of a server is meant: a node's id, or the way to it. */
public sealed interface PointAddress permits NodeAddress, PathAddress {
    /** What is allowed, in one line. */
    String EXPECTED = "expected 'nsu=URI;s=NAME' (or i=NUMBER, g=GUID, b=BASE64 in place of s=NAME),"
            + " or a path such as '/Objects/nsu=URI;Press1/Barrel/T1'";

    /**
     * Reads an address.
     *
     * @throws IllegalArgumentException with a lower-case fact for the person who wrote it
     */
    static PointAddress parse(String text) {
        return PathAddress.isPath(text) ? PathAddress.parse(text) : NodeAddress.parse(text);
    }

    /** What is wrong with an address, or an empty text. */
    static String complaintAbout(String text) {
        try {
            parse(text);
            return "";
        } catch (IllegalArgumentException e) {
            return e.getMessage() == null ? EXPECTED : e.getMessage();
        }
    }
}
