package io.fieldpost.driver.mqttin;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which devices say that they are away. For one thread at a time. */
final class Availability {
    /** The member of a small object; Zigbee2MQTT writes {@code {"state":"online"}}. */
    private static final Pattern STATE = Pattern.compile("\\{\\s*\"state\"\\s*:\\s*\"([^\"]*)\"\\s*\\}");

    private static final int MOST = 2_000;

    private final DeviceKind kind;
    private final @Nullable String common;
    private final Map<String, Boolean> isThere = new HashMap<>();

    /** @param common a topic that speaks for all; null for none */
    Availability(DeviceKind kind, @Nullable String common) {
        this.kind = kind;
        this.common = common;
    }

    /** What to subscribe to beside filters of points. */
    List<String> filters(List<TopicFilter> points) {
        List<String> filters = new ArrayList<>();
        points.forEach(each -> filters.addAll(kind.availabilityOf(each.text())));
        if (common != null) {
            filters.add(common);
        }
        return filters;
    }

    boolean speaksOn(String topic) {
        return kind.isAvailability(topic) || topic.equals(common);
    }

    /** Where it is said whether what sends to a topic is there. */
    List<String> of(String topic) {
        List<String> topics = new ArrayList<>(kind.availabilityOf(topic));
        if (common != null) {
            topics.add(common);
        }
        return topics;
    }

    /** Whether somebody says that what sends to a topic is away. */
    boolean isAway(String topic) {
        return of(topic).stream().anyMatch(each -> Boolean.FALSE.equals(isThere.get(each)));
    }

    /**
     * Takes what was said.
     *
     * @return whether it is there; empty when the payload says neither
     */
    Optional<Boolean> hear(String topic, byte[] payload) {
        Optional<Boolean> said = said(payload);
        if (said.isPresent() && (isThere.size() < MOST || isThere.containsKey(topic))) {
            isThere.put(topic, said.get());
        }
        return said;
    }

    private static Optional<Boolean> said(byte[] payload) {
        String text = payload.length > 256 ? "" : new String(payload, StandardCharsets.UTF_8).strip();
        Matcher state = STATE.matcher(text);
        return switch ((state.matches() ? state.group(1) : text).toLowerCase(Locale.ROOT)) {
            case "online", "connected", "true", "1", "on" -> Optional.of(true);
            case "offline", "disconnected", "false", "0", "off" -> Optional.of(false);
            default -> Optional.empty();
        };
    }
}
