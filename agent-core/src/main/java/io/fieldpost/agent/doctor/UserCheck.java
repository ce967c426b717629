package io.fieldpost.agent.doctor;

/** Who is asking: what this user may read is what the other checks tell. */
record UserCheck(Verdict verdict, String user) implements Check {
    @Override
    public String subject() {
        return verdict.subject();
    }

    @Override
    public Finding examine() {
        return user.equals("root") ? verdict.warn("user.root") : verdict.ok("user.ok", user);
    }
}
