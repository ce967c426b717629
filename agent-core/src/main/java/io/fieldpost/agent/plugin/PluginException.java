package io.fieldpost.agent.plugin;

/** Why a plug-in is not loaded: a lower-case fact with what to do. */
public final class PluginException extends Exception {
    private static final long serialVersionUID = 1;

    PluginException(String message) {
        super(message);
    }

    PluginException(String message, Throwable cause) {
        super(message, cause);
    }
}
