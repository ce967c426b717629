package io.fieldpost.opcua.address;

import io.fieldpost.opcua.address.Resolution.Node;
import io.fieldpost.opcua.address.Resolution.Refused;
import java.util.List;

/**
 * What is different since the last look. A point is in one of the lists at most.
 *
 * @param added points that have a node now; also those whose node was unknown to the server and is there again, of which an old
 *     monitored item has to be replaced
 * @param gone points that have a node no more, with the reason
 * @param moved points whose node is another now
 */
public record Changes(List<Node> added, List<Refused> gone, List<Node> moved) {
    /** Whether nothing is different. */
    public boolean isEmpty() {
        return added.isEmpty() && gone.isEmpty() && moved.isEmpty();
    }
}
