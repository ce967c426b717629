package io.fieldpost.agent.doctor;

import io.fieldpost.config.Secret;
import io.fieldpost.config.SecretException;
import java.util.Map;

/** Whether a secret can be read as its reference says, just as the agent reads it. The secret is forgotten at once. */
record SecretCheck(Verdict verdict, Secret secret, Map<String, String> environment) implements Check {
    @Override
    public String subject() {
        return verdict.subject();
    }

    /** Credentials and variables are given to the service; a doctor that was called by hand may not see them. */
    @Override
    public Finding examine() {
        if (secret.kind() == Secret.Kind.CREDENTIAL && isUnset("CREDENTIALS_DIRECTORY")) {
            return verdict.skipped("secret.credential", secret);
        }
        if (secret.kind() == Secret.Kind.ENV && isUnset(secret.name())) {
            return verdict.warn("secret.env", secret);
        }
        try {
            secret.resolve(environment);
            return verdict.ok("secret.ok", secret);
        } catch (SecretException e) {
            return verdict.fail("secret.failed", String.valueOf(e.getMessage()));
        }
    }

    private boolean isUnset(String variable) {
        return environment.getOrDefault(variable, "").isEmpty();
    }
}
