package io.fieldpost.driver.modbus.line;

import java.time.Duration;

/**
 * How long things may take on a line.
 *
 * @param connect until a connection stands
 * @param answer from the end of a request to the end of its answer
 * @param gap how long an answer may pause before it counts as ended
 * @param pause between an answer and the next request, at least
 */
public record LineLimits(Duration connect, Duration answer, Duration gap, Duration pause) {}
