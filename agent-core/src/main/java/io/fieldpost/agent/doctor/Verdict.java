package io.fieldpost.agent.doctor;

import io.fieldpost.agent.console.Words;

/** Makes the findings of one check from the bundle: key {@code k} is the fact, {@code k.next} what to do about it. */
record Verdict(Words words, String subject) {
    Finding ok(String key, Object... parts) {
        return new Finding(Finding.Level.OK, subject, words.say(key, parts), "");
    }

    Finding warn(String key, Object... parts) {
        return advised(Finding.Level.WARN, key, parts);
    }

    Finding fail(String key, Object... parts) {
        return advised(Finding.Level.FAIL, key, parts);
    }

    Finding skipped(String key, Object... parts) {
        return advised(Finding.Level.SKIPPED, key, parts);
    }

    private Finding advised(Finding.Level level, String key, Object... parts) {
        return new Finding(level, subject, words.say(key, parts), words.say(key + ".next", parts));
    }
}
