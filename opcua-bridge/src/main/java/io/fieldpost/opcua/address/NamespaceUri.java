package io.fieldpost.opcua.address;

/** Namespace URIs inside addresses: there {@code ;} ends one, so Part 6 (5.1.12) writes {@code ;} and {@code %} of a URI as %3B and %25. */
final class NamespaceUri {
    /** OPC UA's own namespace, whose index is 0 in every server. */
    static final String OPC_UA = "http://opcfoundation.org/UA/";

    private NamespaceUri() {}

    /** As it stands in an address. */
    static String written(String uri) {
        return uri.replace("%", "%25").replace(";", "%3B");
    }

    /** As it is; other escapes than the two belong to the URI. */
    static String read(String written) {
        return written.replace("%3B", ";").replace("%3b", ";").replace("%25", "%");
    }

    /** Why an index can't stand for a namespace. */
    static String complaintAboutIndex(String index, String address) {
        return "the namespace index " + index + " can mean another namespace after the server's next start: '" + address
                + "'; write the namespace's URI, as 'nsu=URI;' ('fieldpost browse' prints it)";
    }
}
