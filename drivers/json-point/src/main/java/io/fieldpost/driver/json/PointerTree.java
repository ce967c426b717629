package io.fieldpost.driver.json;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All pointers that are wanted of one document, so that it is gone through once. Unchanging once built. */
public final class PointerTree {
    private final Node root = new Node(0);
    private final List<JsonPointer> pointers = new ArrayList<>();
    private int nodes = 1;

    /** A place that is wanted, or leads to one. */
    static final class Node {
        private final int number;
        private final Map<String, Node> children = new HashMap<>();
        private final List<Integer> slots = new ArrayList<>();

        private Node(int number) {
            this.number = number;
        }

        /** Of all nodes, from 0. */
        int number() {
            return number;
        }

        /** Which pointers end here. */
        List<Integer> slots() {
            return slots;
        }

        /** What is wanted below; null for nothing. */
        @Nullable
        Node child(String token) {
            return children.get(token);
        }

        boolean isLeaf() {
            return children.isEmpty();
        }
    }

    /**
     * Wants what is at a place.
     *
     * @return the slot of what is found there
     */
    public int add(JsonPointer pointer) {
        Node node = root;
        for (String token : pointer.tokens()) {
            Node next = node.children.get(token);
            if (next == null) {
                next = new Node(nodes++);
                node.children.put(token, next);
            }
            node = next;
        }
        node.slots.add(pointers.size());
        pointers.add(pointer);
        return pointers.size() - 1;
    }

    Node root() {
        return root;
    }

    int nodes() {
        return nodes;
    }

    /** How many places are wanted. */
    public int slots() {
        return pointers.size();
    }

    JsonPointer pointer(int slot) {
        return pointers.get(slot);
    }
}
