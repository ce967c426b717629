package io.fieldpost.config;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingEndEvent;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceEndEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;

/**
 * Builds {@link Node}s from the parser's events. Events rather than the library's composed nodes: its composer recurses without a
 * bound, stops at the first duplicate key and guesses types by regular expressions, of which the binder needs none.
 *
 * <p>Guaranteed for every text: it returns, it recurses at most {@value #DEEPEST} levels, and it builds no more nodes than the text
 * has characters, because aliases are refused and not followed.
 */
final class YamlTree {
    static final int DEEPEST = 32;

    private final Iterator<Event> events;
    private final Problems problems;

    private YamlTree(Iterator<Event> events, Problems problems) {
        this.events = events;
        this.problems = problems;
    }

    /** The tree of a text, or null when there is none to bind: empty, or broken. The reason is then among the problems. */
    static @Nullable Node read(String source, Problems problems) {
        // The library does not count a CR as a line end when it is the last character.
        String text = source.endsWith("\r") ? source + "\n" : source;
        LoadSettings settings =
                LoadSettings.builder().setCodePointLimit(Integer.MAX_VALUE).build();
        try {
            Iterator<Event> events = new Parse(settings).parseString(text).iterator();
            return new YamlTree(events, problems).document();
        } catch (TooDeep tooDeep) {
            problems.add(tooDeep.line, tooDeep.column, "", "more than " + DEEPEST + " levels inside each other");
            return null;
        } catch (RuntimeException broken) {
            SyntaxComplaint.add(broken, text, problems);
            return null;
        }
    }

    private @Nullable Node document() {
        Node root = null;
        boolean complained = false;
        while (events.hasNext()) {
            Event event = events.next();
            if (event instanceof DocumentStartEvent && root != null && !complained) {
                complain(event, Trail.ROOT, "a second document begins here; allowed: one, without another '---'");
                complained = true;
            } else if (event instanceof NodeEvent) {
                Node node = node(event, 1, Trail.ROOT);
                root = root == null ? node : root;
            }
        }
        if (root == null || root instanceof Node.Empty) {
            problems.add(1, 1, "", "the file is empty; allowed: a section of 'key: value' lines");
            return null;
        }
        return root;
    }

    private Node node(Event event, int depth, Trail trail) {
        int line = line(event);
        int column = column(event);
        if (depth > DEEPEST) {
            throw new TooDeep(line, column);
        }
        boolean refused = refuse((NodeEvent) event, trail);
        Node node;
        if (event instanceof ScalarEvent scalar) {
            node = scalar(scalar, line, column);
        } else if (event instanceof SequenceStartEvent) {
            node = items(line, column, depth, trail);
        } else if (event instanceof MappingStartEvent) {
            node = section(line, column, depth, trail);
        } else {
            node = new Node.Unusable(line, column);
        }
        return refused ? new Node.Unusable(line, column) : node;
    }

    private boolean refuse(NodeEvent event, Trail trail) {
        if (event instanceof AliasEvent) {
            complain(event, trail, "an alias (*name) is not allowed; write the value out");
            return true;
        }
        if (event.getAnchor().isPresent()) {
            complain(
                    event,
                    trail,
                    "an anchor (&name) is not allowed; put the text in quotes if it belongs to the value");
            return true;
        }
        boolean tagged = event instanceof ScalarEvent scalar && scalar.getTag().isPresent()
                || event instanceof MappingStartEvent map && map.getTag().isPresent()
                || event instanceof SequenceStartEvent list && list.getTag().isPresent();
        if (tagged) {
            complain(event, trail, "a tag (!name) is not allowed; put the text in quotes if it belongs to the value");
        }
        return tagged;
    }

    private static Node scalar(ScalarEvent event, int line, int column) {
        String text = event.getValue();
        boolean empty = event.isPlain()
                && (text.isEmpty()
                        || text.equals("~")
                        || text.equals("null")
                        || text.equals("Null")
                        || text.equals("NULL"));
        return empty ? new Node.Empty(line, column) : new Node.Scalar(line, column, text);
    }

    private Node items(int line, int column, int depth, Trail trail) {
        List<Node> items = new ArrayList<>();
        for (Event event = events.next(); !(event instanceof SequenceEndEvent); event = events.next()) {
            items.add(node(event, depth + 1, trail.to(items.size())));
        }
        return new Node.Items(line, column, items);
    }

    private Node section(int line, int column, int depth, Trail trail) {
        Map<String, Node.Entry> entries = new LinkedHashMap<>();
        for (Event event = events.next(); !(event instanceof MappingEndEvent); event = events.next()) {
            Node key = node(event, depth + 1, trail);
            Trail here = key instanceof Node.Scalar name ? trail.to(withoutGluedValue(name.text())) : trail;
            Node value = node(events.next(), depth + 1, here);
            if (key instanceof Node.Scalar name) {
                put(entries, name, value, here);
            } else if (!(key instanceof Node.Unusable)) {
                problems.add(
                        key, Trail.ROOT, "found " + key.what() + " as a key; allowed: a plain name before the ':'");
            }
        }
        return new Node.Section(line, column, entries);
    }

    private void put(Map<String, Node.Entry> entries, Node.Scalar key, Node value, Trail here) {
        Node.Entry entry = new Node.Entry(key.line(), key.column(), value);
        Node.Entry first = entries.putIfAbsent(key.text(), entry);
        if (first != null) {
            Place firstPlace = problems.place(first.keyLine(), first.keyColumn());
            problems.add(
                    key,
                    here,
                    "duplicate key " + Quoted.of(withoutGluedValue(key.text())) + "; the first is at " + firstPlace);
        }
    }

    /** {@code password} of {@code password:secret}, which YAML takes for a key in a {@code { … }} section. */
    static String withoutGluedValue(String key) {
        int colon = key.indexOf(':');
        return colon > 0 ? key.substring(0, colon) : key;
    }

    private void complain(Event event, Trail trail, String message) {
        problems.add(line(event), column(event), trail.toString(), message);
    }

    private static int line(Event event) {
        Optional<Mark> mark = event.getStartMark();
        return mark.isPresent() ? mark.get().getLine() + 1 : 1;
    }

    private static int column(Event event) {
        Optional<Mark> mark = event.getStartMark();
        return mark.isPresent() ? mark.get().getColumn() + 1 : 1;
    }

    /** Unwinds the recursion; its place is all that matters. */
    private static final class TooDeep extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final int line;
        private final int column;

        TooDeep(int line, int column) {
            super(null, null, false, false);
            this.line = line;
            this.column = column;
        }
    }
}
