package io.fieldpost.agent.doctor;

/** One thing to look at. Called once, on a thread of its own that is given up when it takes too long. */
interface Check {
    /** What is looked at, in the reader's language. */
    String subject();

    /** Looks. Changes nothing on the gateway. */
    Finding examine();
}
