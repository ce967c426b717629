package io.fieldpost.driver.http;

import java.util.Map;

/**
 * What a device answered, of any status.
 *
 * @param status 200 to 599; redirects within the device have been followed
 * @param headers by their names in small letters, several values of one joined by {@code ", "}
 * @param body as it was sent, within the limit that was asked for
 */
@SuppressWarnings("ArrayRecordComponent") // Handed over, and compared by nobody.
public record HttpAnswer(int status, Map<String, String> headers, byte[] body) {
    /** Whether the status is one of success. */
    public boolean isSuccess() {
        return status / 100 == 2;
    }

    /** A header's value, empty where there is none. */
    public String header(String lowerCaseName) {
        return headers.getOrDefault(lowerCaseName, "");
    }

    /** {@code 404 (Not Found)}: the status, with what its number means where that is commonly known. */
    public String statusText() {
        String meaning = switch (status) {
            case 400 -> " (bad request)";
            case 401 -> " (unauthorised)";
            case 403 -> " (forbidden)";
            case 404 -> " (not found)";
            case 405 -> " (method not allowed)";
            case 406 -> " (not acceptable)";
            case 410 -> " (gone)";
            case 429 -> " (too many requests)";
            case 500 -> " (internal error)";
            case 501 -> " (not implemented)";
            case 502 -> " (bad gateway)";
            case 503 -> " (unavailable)";
            case 504 -> " (gateway timed out)";
            default -> "";
        };
        return status + meaning;
    }
}
