package io.fieldpost.opcua.address;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.eclipse.milo.opcua.stack.core.NamespaceTable;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UShort;
import org.eclipse.milo.opcua.stack.core.types.structured.BrowsePath;
import org.eclipse.milo.opcua.stack.core.types.structured.RelativePath;
import org.eclipse.milo.opcua.stack.core.types.structured.RelativePathElement;
import org.jspecify.annotations.Nullable;

/**
 * The way to a node by browse names, over hierarchical references of any kind: {@code /Objects/nsu=urn:press;Press1/Barrel/T1} from the
 * server's root, or {@code <nsu=urn:press;i=5001>/Barrel/T1} from a node of one's own choice.
 *
 * <p>A step is a browse name. {@code nsu=URI;} or {@code ns=0;} before it names its namespace, which holds for the steps behind it too
 * until another is named; a path begins in OPC UA's own. {@code &} takes its meaning from the character behind it: {@code &/} is a slash
 * inside a name, {@code &&} an ampersand (the escape of Part 4, A.2, whose indexes are not used here because they shift).
 *
 * @param start where the path begins
 * @param steps at least one
 */
public record PathAddress(NodeAddress start, List<Step> steps) implements PointAddress {
    private static final NodeAddress ROOT = new NodeAddress(null, 0, UInteger.valueOf(84));
    private static final int MOST_STEPS = 64;

    public PathAddress {
        steps = List.copyOf(steps);
    }

    /**
     * One step.
     *
     * @param namespaceUri the browse name's namespace; absent for OPC UA's own
     * @param name the browse name's text
     */
    public record Step(@Nullable String namespaceUri, String name) {}

    static boolean isPath(String text) {
        return text.startsWith("/") || text.startsWith("<");
    }

    /**
     * Reads an address.
     *
     * @throws IllegalArgumentException with a message for the person who wrote it
     */
    public static PathAddress parse(String text) {
        return new PathReader(text).read();
    }

    static PathAddress of(@Nullable NodeAddress start, List<Step> steps) {
        return new PathAddress(start == null ? ROOT : start, steps);
    }

    static String complaintAboutLength(int steps) {
        return steps > MOST_STEPS ? "a path of " + steps + " steps; at most " + MOST_STEPS + " are followed" : "";
    }

    /** The first namespace that the server doesn't have, or nothing. */
    @Nullable
    String missingNamespace(NamespaceTable namespaces) {
        if (start.namespaceUri() != null && namespaces.getIndex(start.namespaceUri()) == null) {
            return start.namespaceUri();
        }
        for (Step step : steps) {
            if (step.namespaceUri() != null && namespaces.getIndex(step.namespaceUri()) == null) {
                return step.namespaceUri();
            }
        }
        return null;
    }

    /** For TranslateBrowsePathsToNodeIds (Part 4, 5.9.4), in a session that has all its namespaces. */
    BrowsePath browsePath(NamespaceTable namespaces) {
        List<RelativePathElement> elements = new ArrayList<>(steps.size());
        for (Step step : steps) {
            UShort index = step.namespaceUri() == null ? UShort.MIN : namespaces.getIndex(step.namespaceUri());
            elements.add(element(new QualifiedName(Objects.requireNonNull(index), step.name())));
        }
        NodeId from = Objects.requireNonNull(start.resolve(namespaces));
        return new BrowsePath(from, new RelativePath(elements.toArray(RelativePathElement[]::new)));
    }

    static RelativePathElement element(QualifiedName name) {
        return new RelativePathElement(NodeIds.HierarchicalReferences, false, true, name);
    }

    /** The first so many steps. */
    PathAddress first(int count) {
        return new PathAddress(start, steps.subList(0, count));
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        if (!start.equals(ROOT)) {
            text.append('<')
                    .append(start.toString().replace("&", "&&").replace(">", "&>"))
                    .append('>');
        }
        String namespace = null;
        for (Step step : steps) {
            text.append('/');
            if (!Objects.equals(namespace, step.namespaceUri())) {
                namespace = step.namespaceUri();
                text.append(namespace == null ? "ns=0;" : "nsu=" + NamespaceUri.written(namespace) + ";");
                text.append(escaped(step.name()));
            } else {
                text.append(looksLikeNamespace(step.name()) ? "&" : "").append(escaped(step.name()));
            }
        }
        return text.toString();
    }

    private static String escaped(String name) {
        return name.replace("&", "&&").replace("/", "&/");
    }

    /** Whether a name would be read as something else when it stood alone. */
    static boolean looksLikeNamespace(String name) {
        return name.startsWith("nsu=")
                || name.startsWith("ns=")
                || PathReader.INDEXED.matcher(name).lookingAt();
    }
}
