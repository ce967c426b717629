package io.fieldpost.driver.http;

import io.fieldpost.config.Secret;
import io.fieldpost.config.SecretException;
import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The headers that the settings ask for, with their secrets read. */
final class Credentials {
    private Credentials() {}

    /** Lines as they travel, each with its end. */
    static String headers(HttpAccess access) throws DriverException {
        StringBuilder lines = new StringBuilder();
        access.headers().forEach((name, value) -> lines.append(line(name, value)));
        for (Map.Entry<String, Secret> each : access.secretHeaders().entrySet()) {
            lines.append(line(each.getKey(), secret(each.getValue(), access)));
        }
        String user = access.user();
        Secret token = access.token();
        if (user != null) {
            // RFC 7617; UTF-8 is what its section 2.1 lets a server ask for, and the same as ASCII for most.
            String pair = user + ":" + (access.password() == null ? "" : text(access.password(), access));
            lines.append(line(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8))));
        } else if (token != null) {
            lines.append(line("Authorization", "Bearer " + secret(token, access)));
        }
        return lines.toString();
    }

    private static String line(String name, @Nullable String value) {
        return name + ": " + value + "\r\n";
    }

    /** As a header's value, which can't have every character that a password can. */
    private static String secret(Secret secret, HttpAccess access) throws DriverException {
        String text = text(secret, access).strip();
        if (text.isEmpty() || !text.chars().allMatch(each -> each >= ' ' && each <= '~')) {
            throw new DriverException(
                    Reason.CONFIGURATION,
                    secret + " has characters that no header may have, or only blanks: " + access.name());
        }
        return text;
    }

    private static String text(Secret secret, HttpAccess access) throws DriverException {
        try {
            return secret.resolve().text();
        } catch (SecretException e) {
            throw new DriverException(Reason.CONFIGURATION, e.getMessage() + ": " + access.name(), e);
        }
    }
}
