package io.fieldpost.driver.tool;

import java.util.List;

/**
 * One sub-command of {@code fieldpost}, such as {@code fieldpost scan 87M:108M}. Found by {@link java.util.ServiceLoader}, so it has a
 * constructor without parameters, which does nothing: it is made whenever the command line is.
 *
 * @param <A> its arguments: a record, each component with {@link io.fieldpost.config.Setting}. The component {@code cellWidth} is the option
 *     {@code --cell-width=VALUE}, or an argument by its place when it is {@link Positional}. A {@code boolean} whose default is
 *     {@code false} is an option without a value; a list can be given several times. What is wrong with an argument is said as for the
 *     gateway's file, before the tool runs; what is wrong with several together, the record's own constructor says
 */
public interface Tool<A extends Record> {
    /** What stands behind {@code fieldpost}: a word in small letters. */
    String name();

    /** What it does, for its help: first one sentence in English and then in Chinese, in one text; then as many lines as it needs. */
    List<String> description();

    /** What its exit codes mean, as {@code "0:the band was drawn"}; 2 is for a command line that is wrong. */
    default List<String> exitCodes() {
        return List.of(
                "0:done", "1:it could not be done, as printed", "2:the file or the command line is wrong, as printed");
    }

    /** The record of its arguments. */
    Class<A> argumentsType();

    /**
     * Does it, on the calling thread, and returns when it is done or soon after {@link ToolContext#interrupted}.
     *
     * @return the exit code: 0 when all is well
     * @throws Exception when it can't go on: the message is printed in one line, and the exit code is 1
     */
    int run(A arguments, ToolContext context) throws Exception;
}
