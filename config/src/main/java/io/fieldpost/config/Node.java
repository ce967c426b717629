package io.fieldpost.config;

import java.util.List;
import java.util.Map;

/** A value as it stands in the file, with its place and not yet a type: {@code 0007} is still four characters. */
sealed interface Node {
    /** From 1. */
    int line();

    /** From 1. */
    int column();

    /** What a technician would call it. */
    String what();

    /** A single value. */
    record Scalar(int line, int column, String text) implements Node {
        @Override
        public String what() {
            return "a single value";
        }
    }

    /** {@code key: value} lines, in the file's order. */
    record Section(int line, int column, Map<String, Entry> entries) implements Node {
        @Override
        public String what() {
            return "a section of 'key: value' lines";
        }
    }

    /** A list. */
    record Items(int line, int column, List<Node> items) implements Node {
        @Override
        public String what() {
            return "a list";
        }
    }

    /** Nothing after the colon or dash, {@code ~} or {@code null}. */
    record Empty(int line, int column) implements Node {
        @Override
        public String what() {
            return "nothing";
        }
    }

    /** Something that was complained about already, so that nobody complains again. */
    record Unusable(int line, int column) implements Node {
        @Override
        public String what() {
            return "something unusable";
        }
    }

    /** One {@code key: value}. */
    record Entry(int keyLine, int keyColumn, Node value) {}
}
