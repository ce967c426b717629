package io.fieldpost.agent.doctor;

import io.fieldpost.config.gateway.GatewayConfig;

/** Whether the configuration could be read. */
record ConfigurationCheck(Verdict verdict, ConfigurationRead read) implements Check {
    /** More are listed by {@code fieldpost check}. */
    private static final int SHOWN = 3;

    @Override
    public String subject() {
        return verdict.subject();
    }

    @Override
    public Finding examine() {
        GatewayConfig config = read.config();
        if (config != null && read.problems().isEmpty()) {
            return verdict.ok(
                    "configuration.ok",
                    read.file(),
                    config.sources().size(),
                    config.destinations().size());
        }
        int count = read.problems().size();
        String shown = String.join("; ", read.problems().subList(0, Math.min(SHOWN, count)));
        return verdict.fail("configuration.problems", read.file(), count, count > SHOWN ? shown + "; …" : shown);
    }
}
