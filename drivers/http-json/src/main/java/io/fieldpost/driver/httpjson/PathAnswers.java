package io.fieldpost.driver.httpjson;

import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.Quality;
import io.fieldpost.driver.http.HttpAnswer;
import io.fieldpost.driver.json.DocumentReader;
import io.fieldpost.driver.json.Found;
import io.fieldpost.driver.json.NoJsonException;
import io.fieldpost.driver.json.PointerTree;

/** What one path of the device comes to: what is at its pointers, or why there is nothing. */
sealed interface PathAnswers {
    /** By the slots of the path's tree. */
    @SuppressWarnings("ArrayRecordComponent") // Made for one reading, and compared by nobody.
    record Document(Found[] found) implements PathAnswers {}

    /** For all points of the path. */
    record Failed(Quality quality, String told) implements PathAnswers {}

    /** Of an answer of any status. */
    static PathAnswers of(HttpAnswer answer, PointerTree tree) {
        if (!answer.isSuccess()) {
            return refused(answer);
        }
        try {
            return new Document(DocumentReader.read(answer.body(), tree));
        } catch (NoJsonException e) {
            String type = answer.header("content-type");
            return new Failed(
                    Quality.BAD_COMMUNICATION,
                    e.getMessage()
                            + (type.isEmpty() || type.contains("json") ? "" : " (it calls itself " + type + ")"));
        }
    }

    private static PathAnswers refused(HttpAnswer answer) {
        String status = "the device answers " + answer.statusText();
        return switch (answer.status()) {
            case 401, 403 ->
                new Failed(Quality.BAD_CONFIGURATION, status + "; look at user, password, token and headers");
            case 404, 410 -> new Failed(Quality.BAD_ADDRESS_UNKNOWN, status + "; look at the path");
            case 429, 503 -> new Failed(Quality.BAD_OUT_OF_SERVICE, status + "; ask less often if it stays so");
            default ->
                new Failed(answer.status() / 100 == 5 ? Quality.BAD_DEVICE_FAILURE : Quality.BAD_CONFIGURATION, status);
        };
    }

    /** Of no answer, or one that is not what HTTP allows. */
    static PathAnswers of(DriverException failure) {
        Quality quality = switch (failure.reason()) {
            case TIMEOUT -> Quality.BAD_TIMEOUT;
            case UNREACHABLE -> Quality.BAD_NOT_CONNECTED;
            case PROTOCOL -> Quality.BAD_COMMUNICATION;
            case REFUSED, CONFIGURATION -> Quality.BAD_CONFIGURATION;
        };
        return new Failed(quality, String.valueOf(failure.getMessage()));
    }
}
