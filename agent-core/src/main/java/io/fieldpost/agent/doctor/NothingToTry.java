package io.fieldpost.agent.doctor;

/** Says why something is not looked at. */
record NothingToTry(Verdict verdict, String key) implements Check {
    @Override
    public String subject() {
        return verdict.subject();
    }

    @Override
    public Finding examine() {
        return verdict.skipped(key);
    }
}
