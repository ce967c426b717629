package io.fieldpost.opcua.address;

import io.fieldpost.driver.Point;
import io.fieldpost.driver.Quality;
import java.util.List;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;

/**
 * What became of points in one session.
 *
 * @param nodes points that the server knows
 * @param refused the others
 */
public record Resolution(List<Node> nodes, List<Refused> refused) {
    /**
     * A point and its node.
     *
     * @param id valid in this session alone, because a server may number its namespaces anew
     */
    public record Node(Point point, NodeId id) {}

    /**
     * A point without a node.
     *
     * @param quality of severity bad
     * @param reason a lower-case fact, and what to do
     */
    public record Refused(Point point, Quality quality, String reason) {}
}
