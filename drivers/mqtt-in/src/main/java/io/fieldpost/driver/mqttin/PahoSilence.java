package io.fieldpost.driver.mqttin;

import java.util.ResourceBundle;
import org.eclipse.paho.client.mqttv3.logging.Logger;
import org.eclipse.paho.client.mqttv3.logging.LoggerFactory;
import org.jspecify.annotations.Nullable;

/**
 * What Paho logs to: nothing. It would log each broken connection with its stack, which {@link BrokerSession} tells once, in words. Public,
 * with a public constructor, since Paho makes it by its name. Any thread.
 */
public final class PahoSilence implements Logger {
    /** Made by Paho. */
    public PahoSilence() {}

    /** From now on, all that Paho makes in this process is silent. */
    static void keep() {
        LoggerFactory.setLogger(PahoSilence.class.getName());
    }

    @Override
    public void initialise(ResourceBundle messages, String name, @Nullable String resource) {}

    @Override
    public void setResourceName(String name) {}

    @Override
    public boolean isLoggable(int level) {
        return false;
    }

    @Override
    public void severe(String type, String method, String message) {}

    @Override
    public void severe(String type, String method, String message, @Nullable Object[] inserts) {}

    @Override
    public void severe(
            String type, String method, String message, @Nullable Object[] inserts, @Nullable Throwable thrown) {}

    @Override
    public void warning(String type, String method, String message) {}

    @Override
    public void warning(String type, String method, String message, @Nullable Object[] inserts) {}

    @Override
    public void warning(
            String type, String method, String message, @Nullable Object[] inserts, @Nullable Throwable thrown) {}

    @Override
    public void info(String type, String method, String message) {}

    @Override
    public void info(String type, String method, String message, @Nullable Object[] inserts) {}

    @Override
    public void info(
            String type, String method, String message, @Nullable Object[] inserts, @Nullable Throwable thrown) {}

    @Override
    public void config(String type, String method, String message) {}

    @Override
    public void config(String type, String method, String message, @Nullable Object[] inserts) {}

    @Override
    public void config(
            String type, String method, String message, @Nullable Object[] inserts, @Nullable Throwable thrown) {}

    @Override
    public void fine(String type, String method, String message) {}

    @Override
    public void fine(String type, String method, String message, @Nullable Object[] inserts) {}

    @Override
    public void fine(
            String type, String method, String message, @Nullable Object[] inserts, @Nullable Throwable thrown) {}

    @Override
    public void finer(String type, String method, String message) {}

    @Override
    public void finer(String type, String method, String message, @Nullable Object[] inserts) {}

    @Override
    public void finer(
            String type, String method, String message, @Nullable Object[] inserts, @Nullable Throwable thrown) {}

    @Override
    public void finest(String type, String method, String message) {}

    @Override
    public void finest(String type, String method, String message, @Nullable Object[] inserts) {}

    @Override
    public void finest(
            String type, String method, String message, @Nullable Object[] inserts, @Nullable Throwable thrown) {}

    @Override
    public void log(
            int level,
            String type,
            String method,
            String message,
            @Nullable Object[] inserts,
            @Nullable Throwable thrown) {}

    @Override
    public void trace(
            int level,
            String type,
            String method,
            String message,
            @Nullable Object[] inserts,
            @Nullable Throwable thrown) {}

    @Override
    public String formatMessage(String message, @Nullable Object[] inserts) {
        return message;
    }

    @Override
    public void dumpTrace() {}
}
