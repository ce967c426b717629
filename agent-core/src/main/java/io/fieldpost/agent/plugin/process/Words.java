package io.fieldpost.agent.plugin.process;

import java.util.Locale;

/** Names of calls as they stand in messages. */
final class Words {
    private Words() {}

    static String of(ToChild call) {
        return call.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
