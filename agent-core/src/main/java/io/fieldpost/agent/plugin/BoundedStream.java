package io.fieldpost.agent.plugin;

import java.io.PrintStream;
import java.util.Locale;

/**
 * A stream to which a plug-in may write so much. Everything that {@link PrintStream} offers is asked about before its lock is taken, so that a
 * thread that is slowed holds up nobody. A line is let through whole or not at all, as far as it is written at once.
 */
final class BoundedStream extends PrintStream {
    private final PluginOutput output;
    private final PrintStream to;

    BoundedStream(PluginOutput output, PrintStream to) {
        super(to, true);
        this.output = output;
        this.to = to;
    }

    @Override
    public void write(int one) {
        if (output.lets(1)) {
            to.write(one);
        }
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        if (output.lets(length)) {
            to.write(bytes, offset, length);
        }
    }

    @Override
    public void print(String text) {
        String said = String.valueOf(text);
        if (output.lets(said.length())) {
            to.print(said);
        }
    }

    @Override
    public void println(String text) {
        String said = String.valueOf(text);
        if (output.lets(said.length() + 1L)) {
            to.println(said);
        }
    }

    @Override
    public void print(Object object) {
        print(String.valueOf(object));
    }

    @Override
    public void println(Object object) {
        println(String.valueOf(object));
    }

    @Override
    public void print(char[] text) {
        print(new String(text));
    }

    @Override
    public void println(char[] text) {
        println(new String(text));
    }

    @Override
    public void print(boolean value) {
        print(String.valueOf(value));
    }

    @Override
    public void println(boolean value) {
        println(String.valueOf(value));
    }

    @Override
    public void print(char value) {
        print(String.valueOf(value));
    }

    @Override
    public void println(char value) {
        println(String.valueOf(value));
    }

    @Override
    public void print(int value) {
        print(String.valueOf(value));
    }

    @Override
    public void println(int value) {
        println(String.valueOf(value));
    }

    @Override
    public void print(long value) {
        print(String.valueOf(value));
    }

    @Override
    public void println(long value) {
        println(String.valueOf(value));
    }

    @Override
    public void print(float value) {
        print(String.valueOf(value));
    }

    @Override
    public void println(float value) {
        println(String.valueOf(value));
    }

    @Override
    public void print(double value) {
        print(String.valueOf(value));
    }

    @Override
    public void println(double value) {
        println(String.valueOf(value));
    }

    @Override
    public void println() {
        println("");
    }

    @Override
    public PrintStream format(String format, Object... arguments) {
        print(String.format(format, arguments));
        return this;
    }

    @Override
    public PrintStream format(Locale locale, String format, Object... arguments) {
        print(String.format(locale, format, arguments));
        return this;
    }

    @Override
    public void flush() {
        to.flush();
    }
}
