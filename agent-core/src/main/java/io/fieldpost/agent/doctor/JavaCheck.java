package io.fieldpost.agent.doctor;

import io.fieldpost.agent.console.Words;

/** Whether this Java runs the agent. */
record JavaCheck(Verdict verdict, Runtime.Version version, long maxHeap) implements Check {
    private static final int OLDEST = 17;
    /** What the agent needs with a handful of sources; below, it spends its time collecting garbage. */
    private static final long SMALLEST_HEAP = 32L << 20;

    @Override
    public String subject() {
        return verdict.subject();
    }

    @Override
    public Finding examine() {
        String heap = Words.size(maxHeap);
        if (version.feature() < OLDEST) {
            return verdict.fail("java.old", version, Integer.toString(OLDEST));
        }
        return maxHeap < SMALLEST_HEAP
                ? verdict.warn("java.heap", version, heap, Words.size(SMALLEST_HEAP))
                : verdict.ok("java.ok", version, heap);
    }
}
