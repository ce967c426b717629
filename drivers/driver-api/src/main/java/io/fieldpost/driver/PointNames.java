package io.fieldpost.driver;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32C;

/**
 * Names of points made from a device's own names: {@code [A-Za-z0-9_./-]}, at most {@value #LONGEST} characters, unique, and the same
 * at each start as long as the device stays the same.
 *
 * <ul>
 *   <li>Accents go: {@code Wärme} is {@code Warme}.
 *   <li>A letter of another script is its code point: {@code 温度} is {@code u6e29u5ea6}. Long, but it never means anything else.
 *   <li>Everything else that is not allowed is one {@code _}.
 *   <li>A name that is too long keeps its end, behind eight digits that stand for the whole.
 *   <li>Where two things have one name, each gets {@code -} and eight digits made of its address; so a name never moves from one thing to
 *       another because of what else there is.
 * </ul>
 */
public final class PointNames {
    /** The longest name that a configuration may have. */
    public static final int LONGEST = 128;

    private static final int SUFFIX = 9;

    private PointNames() {}

    /** Something that needs a name: the path of its own names from the outermost to its own, and its address. */
    public record Nameless(List<String> path, String address) {
        public Nameless {
            path = List.copyOf(path);
        }
    }

    /**
     * Names for things, in their order.
     *
     * @param prefix put before each name; its characters are allowed ones
     * @param taken names that are in use
     */
    public static List<String> of(List<Nameless> things, String prefix, Collection<String> taken) {
        List<String> plain = new ArrayList<>(things.size());
        Map<String, Integer> uses = new HashMap<>();
        taken.forEach(name -> uses.put(name, 1));
        for (Nameless thing : things) {
            String name = shortened(prefix + plain(thing.path()));
            plain.add(name);
            uses.merge(name, 1, Integer::sum);
        }
        Set<String> used = new HashSet<>(taken);
        List<String> names = new ArrayList<>(things.size());
        for (int i = 0; i < things.size(); i++) {
            String name = plain.get(i);
            boolean alone = uses.getOrDefault(name, 0) == 1;
            String unique = alone ? name : distinguished(name, things.get(i).address());
            for (int copy = 2; !used.add(unique); copy++) {
                unique = distinguished(name, things.get(i).address() + '#' + copy);
            }
            names.add(unique);
        }
        return names;
    }

    /** One path in allowed characters, its steps joined by {@code /}; not yet short and unique. */
    static String plain(List<String> path) {
        StringBuilder name = new StringBuilder();
        for (String step : path) {
            String allowed = allowed(step);
            if (!allowed.isEmpty()) {
                name.append(name.isEmpty() ? "" : "/").append(allowed);
            }
        }
        return name.isEmpty() ? "_" : name.toString();
    }

    private static String allowed(String step) {
        String decomposed = Normalizer.normalize(step, Normalizer.Form.NFKD);
        StringBuilder name = new StringBuilder();
        boolean gap = false;
        for (int i = 0; i < decomposed.length(); ) {
            int c = decomposed.codePointAt(i);
            i += Character.charCount(c);
            if (Character.getType(c) == Character.NON_SPACING_MARK) {
                continue;
            }
            boolean other = c >= 0x80 && Character.isLetterOrDigit(c);
            if (!other && !isAllowed(c)) {
                gap = true;
                continue;
            }
            name.append(gap && !name.isEmpty() ? "_" : "");
            gap = false;
            name.append(other ? "u" + Integer.toHexString(c) : Character.toString(c));
        }
        return name.toString();
    }

    private static boolean isAllowed(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || "_.-".indexOf(c) >= 0;
    }

    private static String distinguished(String name, String address) {
        int most = LONGEST - SUFFIX;
        String room = name.length() <= most ? name : name.substring(name.length() - most);
        return room + "-" + digits(address);
    }

    private static String shortened(String name) {
        return name.length() <= LONGEST
                ? name
                : digits(name) + "-" + name.substring(name.length() - (LONGEST - SUFFIX));
    }

    private static String digits(String text) {
        CRC32C sum = new CRC32C();
        sum.update(text.getBytes(StandardCharsets.UTF_8));
        return String.format(Locale.ROOT, "%08x", sum.getValue());
    }
}
