package io.fieldpost.agent.publish;

import io.fieldpost.agent.StreamName;
import io.fieldpost.config.gateway.Identity;

/** The topics of the JSON profile: {@code fieldpost/v1/{site}/{gateway}/{what}}, where a site may have several levels. */
public final class Topics {
    /** Matches every topic of the profile. */
    public static final String ALL = "fieldpost/v1/#";

    private static final String STATUS = "status";

    private final String prefix;

    /**
     * The topics of one gateway.
     *
     * @throws IllegalArgumentException when the identity can't stand in a topic: an empty level, {@code +}, {@code #} or a control
     *     character
     */
    public Topics(Identity identity) {
        for (String level : (identity.site() + "/" + identity.id()).split("/", -1)) {
            if (level.isEmpty()) {
                throw new IllegalArgumentException("an empty level can't stand in a topic: " + identity);
            }
            if (level.chars().anyMatch(c -> c == '+' || c == '#' || Character.isISOControl(c))) {
                throw new IllegalArgumentException("'+', '#' and control characters can't stand in a topic: " + level);
            }
        }
        if (identity.id().indexOf('/') >= 0) {
            throw new IllegalArgumentException("the name of a gateway is one level of a topic: " + identity.id());
        }
        prefix = "fieldpost/v1/" + identity.site() + "/" + identity.id() + "/";
    }

    /** Where the records of a stream go. */
    public String of(StreamName stream) {
        return prefix + stream.text();
    }

    /** Where birth and death are told, retained. */
    public String status() {
        return prefix + STATUS;
    }

    /** Whether a topic is one of birth and death. */
    public static boolean isStatus(String topic) {
        return topic.startsWith("fieldpost/v1/") && topic.endsWith("/" + STATUS);
    }

    /** Whether a topic is the one that a gateway uses for a stream. */
    public static boolean matches(String topic, Identity identity, String stream) {
        return topic.equals("fieldpost/v1/" + identity.site() + "/" + identity.id() + "/" + stream);
    }
}
