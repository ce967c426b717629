package io.fieldpost.driver.certifier;

/**
 * What became of one promise.
 *
 * @param promise in words
 * @param verdict on it
 * @param reason why it was not offered, or how it was broken; empty when it was held
 */
record Outcome(String promise, Verdict verdict, String reason) {
    /** How it stands. */
    enum Verdict {
        HELD("held"),
        NOT_OFFERED("not offered"),
        FAILED("FAILED");

        private final String word;

        Verdict(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    static Outcome held(String promise) {
        return new Outcome(promise, Verdict.HELD, "");
    }

    static Outcome notOffered(String promise, String reason) {
        return new Outcome(promise, Verdict.NOT_OFFERED, reason);
    }

    static Outcome failed(String promise, String reason) {
        return new Outcome(promise, Verdict.FAILED, reason);
    }

    boolean isFailed() {
        return verdict == Verdict.FAILED;
    }
}
