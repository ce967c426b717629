package io.fieldpost.driver.mqttin;

import io.fieldpost.driver.json.AddressException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A topic, or a pattern of topics (MQTT 3.1.1, 4.7): {@code +} stands for one level, {@code #} at the end for all that follow.
 *
 * @param text as it travels
 * @param levels what stands between the slashes
 */
record TopicFilter(String text, List<String> levels) {
    private static final int LONGEST_BYTES = 1024;

    TopicFilter {
        levels = List.copyOf(levels);
    }

    static TopicFilter parse(String text) throws AddressException {
        if (text.isEmpty() || text.startsWith("#")) {
            throw new AddressException("a topic is missing; write it like tele/press1/SENSOR");
        }
        if (text.getBytes(StandardCharsets.UTF_8).length > LONGEST_BYTES) {
            throw new AddressException("a topic of more than " + LONGEST_BYTES + " bytes");
        }
        if (text.chars().anyMatch(each -> Character.isISOControl(each) || each == 0xFFFD)) {
            throw new AddressException("a topic has no control characters");
        }
        List<String> levels = List.of(text.split("/", -1));
        for (int i = 0; i < levels.size(); i++) {
            String level = levels.get(i);
            boolean isWild = level.equals("+") || level.equals("#") && i == levels.size() - 1;
            if (!isWild && (level.indexOf('+') >= 0 || level.indexOf('#') >= 0)) {
                throw new AddressException(
                        "'" + level
                                + "': a whole level may be '+', and the last one '#'; a JSON pointer stands behind another '#': a/##/temp");
            }
        }
        return new TopicFilter(text, levels);
    }

    boolean isWild() {
        return levels.contains("+") || endsOpen();
    }

    private boolean endsOpen() {
        return levels.get(levels.size() - 1).equals("#");
    }

    /** What the wildcards stand for in a topic; empty when the topic does not match. */
    Optional<List<String>> match(String topic) {
        String[] names = topic.split("/", -1);
        int fixed = endsOpen() ? levels.size() - 1 : levels.size();
        boolean isHidden = topic.startsWith("$") && !levels.get(0).equals(names[0]);
        if (isHidden || names.length < fixed || names.length > fixed && !endsOpen()) {
            return Optional.empty();
        }
        List<String> captured = new ArrayList<>();
        for (int i = 0; i < names.length; i++) {
            if (i >= fixed || levels.get(i).equals("+")) {
                captured.add(names[i]);
            } else if (!levels.get(i).equals(names[i])) {
                return Optional.empty();
            }
        }
        return Optional.of(captured);
    }

    /** Whether each topic of the other is one of this too. */
    boolean covers(TopicFilter other) {
        for (int i = 0; i < levels.size(); i++) {
            String mine = levels.get(i);
            if (mine.equals("#")) {
                return true;
            }
            if (i >= other.levels.size()) {
                return false;
            }
            String theirs = other.levels.get(i);
            if (theirs.equals("#") || !mine.equals("+") && !mine.equals(theirs)) {
                return false;
            }
        }
        return levels.size() == other.levels.size();
    }

    /** Those that no other covers: a broker may send a message once for each filter that it matches. */
    static List<TopicFilter> outermost(List<TopicFilter> all) {
        List<TopicFilter> kept = new ArrayList<>();
        for (TopicFilter each : all) {
            if (kept.stream().noneMatch(other -> other.covers(each))) {
                kept.removeIf(each::covers);
                kept.add(each);
            }
        }
        return kept;
    }
}
