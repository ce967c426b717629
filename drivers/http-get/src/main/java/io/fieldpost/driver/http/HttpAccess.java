package io.fieldpost.driver.http;

import io.fieldpost.config.Secret;
import io.fieldpost.driver.Remark;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a device's web server is and how it is entered. Secrets are read at each connection, so that a changed one counts without a
 * restart.
 *
 * @param url {@code http://host[:80]} or {@code https://host[:443]}, with a path where there is one
 * @param headers sent with each request
 * @param secretHeaders the same, for keys that are secrets
 * @param token sent as a bearer token (RFC 6750), in place of a user
 * @param trust PEM file with the certificates that may sign the device's, or with its own; null means Java's own list
 * @param insecure whether secrets may travel over plain HTTP to another machine
 * @param timeout for one answer as a whole: connection, handshake, redirects and the last byte
 */
public record HttpAccess(
        URI url,
        Map<String, String> headers,
        Map<String, Secret> secretHeaders,
        @Nullable String user,
        @Nullable Secret password,
        @Nullable Secret token,
        @Nullable Path trust,
        boolean insecure,
        Duration timeout) {
    private static final int PLAIN_PORT = 80;
    private static final int TLS_PORT = 443;
    /** A token of RFC 9110, 5.6.2. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,64}");
    /** Printable ASCII without blanks around it. */
    private static final Pattern VALUE = Pattern.compile("[\\x21-\\x7E]([\\x20-\\x7E]*[\\x21-\\x7E])?");
    /** What each request says by itself, and what would frame it otherwise. */
    private static final Set<String> OWN = Set.of(
            "host",
            "accept",
            "accept-encoding",
            "connection",
            "content-length",
            "transfer-encoding",
            "expect",
            "upgrade",
            "te",
            "trailer",
            "user-agent");

    /** Refuses what can't work, with an {@link IllegalArgumentException} that begins with the key of the setting. */
    public HttpAccess {
        headers = Map.copyOf(headers);
        secretHeaders = Map.copyOf(secretHeaders);
        checkUrl(url);
        checkHeaders(headers, secretHeaders.keySet());
        if (password != null && user == null) {
            throw new IllegalArgumentException("password: it needs a 'user' beside it");
        }
        if (user != null && user.indexOf(':') >= 0) {
            throw new IllegalArgumentException("user: HTTP allows no ':' in a user's name");
        }
        if (token != null && user != null) {
            throw new IllegalArgumentException("token: it takes the place of a user; remove one of them");
        }
        boolean plain = !"https".equals(url.getScheme());
        if (plain && trust != null) {
            throw new IllegalArgumentException("trust: certificates need TLS; write https:// in 'url'");
        }
        boolean secret = password != null || token != null || !secretHeaders.isEmpty();
        if (plain && secret && !insecure && !isThisMachine(url.getHost())) {
            throw new IllegalArgumentException("url: a secret would travel over plain HTTP to " + url.getHost()
                    + "; write https://, or 'insecure: true' if you accept that anyone on the way can read it");
        }
    }

    private static void checkUrl(URI url) {
        if (!"http".equals(url.getScheme()) && !"https".equals(url.getScheme())) {
            throw new IllegalArgumentException("url: write it like http://10.0.0.5 or https://sensor.plant");
        }
        if (url.getRawUserInfo() != null) {
            throw new IllegalArgumentException(
                    "url: a user or password does not belong here; use 'user' and 'password'");
        }
        if (url.getHost() == null) {
            throw new IllegalArgumentException(
                    "url: no host that a network knows; allowed: letters, digits, '-' and '.'");
        }
        if (url.getPort() == 0 || url.getPort() > 0xFFFF) {
            throw new IllegalArgumentException("url: no port " + url.getPort() + "; allowed: 1 to 65535");
        }
        if (url.getRawFragment() != null) {
            throw new IllegalArgumentException("url: what stands behind '#' is never sent; remove it");
        }
    }

    private static void checkHeaders(Map<String, String> headers, Set<String> secret) {
        Set<String> names = new HashSet<>();
        headers.forEach((name, value) -> {
            checkHeader("headers", name, names);
            if (name.equalsIgnoreCase("authorization")) {
                throw new IllegalArgumentException("headers: " + name
                        + " holds a secret; use 'user' and 'password', 'token', or 'secret_headers'");
            }
            if (!VALUE.matcher(value).matches()) {
                throw new IllegalArgumentException("headers: the value of " + name
                        + " is empty, begins or ends with a blank, or has characters that no header may have");
            }
        });
        secret.forEach(name -> checkHeader("secret_headers", name, names));
    }

    private static void checkHeader(String setting, String name, Set<String> names) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(setting + ": '" + name + "' is no name of a header");
        }
        if (OWN.contains(lower)) {
            throw new IllegalArgumentException(setting + ": " + name + " is set by the driver; remove it");
        }
        if (!names.add(lower)) {
            throw new IllegalArgumentException(setting + ": " + name + " stands twice");
        }
    }

    /** What a person should know of it although it works. */
    public List<Remark> remarks() {
        if (tls() || isThisMachine(url.getHost())) {
            return List.of();
        }
        return List.of(new Remark(
                "url",
                "plain HTTP to " + url.getHost()
                        + ": anyone on the way can read what the device says, and say something else; write https:// where the"
                        + " device can"));
    }

    boolean tls() {
        return "https".equals(url.getScheme());
    }

    int port() {
        return url.getPort() >= 0 ? url.getPort() : tls() ? TLS_PORT : PLAIN_PORT;
    }

    /** Name or address, an IPv6 address without its brackets. */
    String host() {
        return url.getHost().replaceAll("[\\[\\]]", "");
    }

    /** What is asked for when a request names nothing else: the URL's own path and query. */
    public String ownTarget() {
        String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        return HttpTarget.encoded(url.getRawQuery() == null ? path : path + "?" + url.getRawQuery());
    }

    /** {@code http://10.0.0.5:8080}, as messages name it. */
    String name() {
        return url.getScheme() + "://" + url.getHost() + (url.getPort() >= 0 ? ":" + url.getPort() : "");
    }

    /** By the written address alone: a name is not looked up, because what it means can change. */
    private static boolean isThisMachine(String host) {
        return host.equalsIgnoreCase("localhost") || host.equals("[::1]") || host.matches("127(\\.\\d{1,3}){3}");
    }
}
