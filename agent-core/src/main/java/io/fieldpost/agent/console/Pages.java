package io.fieldpost.agent.console;

import io.fieldpost.agent.StatusSource;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** From a path to an answer. */
final class Pages {
    private final StatusSource source;
    private final Map<Language, Words> words = new EnumMap<>(Language.class);
    private final Answer style = file("status.css", "text/css; charset=utf-8");
    private final Answer script = file("status.js", "text/javascript; charset=utf-8");

    Pages(StatusSource source) {
        this.source = source;
        for (Language language : Language.values()) {
            words.put(language, Words.beside(Pages.class, language));
        }
    }

    /**
     * Answers one request.
     *
     * @param target path and query
     * @param acceptLanguage the header field, if there is one
     * @throws IllegalArgumentException when the target is malformed
     */
    Answer answer(String target, @Nullable String acceptLanguage) {
        QueryStringDecoder query = new QueryStringDecoder(target);
        return switch (query.path()) {
            case "/" -> Answer.html(StatusPage.of(source.status(), words(query, acceptLanguage)));
            case "/status.json" ->
                new Answer(HttpResponseStatus.OK, "application/json", StatusJson.of(source.status()));
            case "/metrics" -> metrics(MetricsText.of(source.status()));
            case "/health" -> health(Health.of(source.status()));
            case "/status.css" -> style;
            case "/status.js" -> script;
            default ->
                Answer.plain(
                        HttpResponseStatus.NOT_FOUND, "no such page: there are /, /status.json, /metrics and /health");
        };
    }

    private Words words(QueryStringDecoder query, @Nullable String acceptLanguage) {
        List<String> asked = query.parameters().getOrDefault("lang", List.of());
        Language language = Language.preferredBy(asked.isEmpty() ? acceptLanguage : asked.get(0));
        return java.util.Objects.requireNonNull(words.get(language));
    }

    private static Answer health(String health) {
        boolean well = health.equals(Health.OK);
        return Answer.plain(well ? HttpResponseStatus.OK : HttpResponseStatus.SERVICE_UNAVAILABLE, health);
    }

    private static Answer metrics(String text) {
        return new Answer(HttpResponseStatus.OK, MetricsText.TYPE, text.getBytes(StandardCharsets.UTF_8));
    }

    private static Answer file(String name, String type) {
        try (InputStream file = Pages.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException("missing from the jar: " + name);
            }
            return new Answer(HttpResponseStatus.OK, type, file.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("unreadable in the jar: " + name, e);
        }
    }
}
