package io.fieldpost.agent.record;

/** Takes a text as bytes, so that none needs to be made a string on its way. */
@FunctionalInterface
public interface TextTarget {
    /**
     * Takes one text.
     *
     * @param bytes holds well-formed UTF-8 from {@code from} on; not kept, not changed
     * @param length in bytes
     */
    void text(byte[] bytes, int from, int length);
}
