/**
 * The wire: bytes over TCP or a serial line, frames in them, and one exchange at a time. The library's clients make and read what stands
 * in a frame; the transports are ours, because its own start threads and connect again by themselves, take any unit's answer over TCP,
 * and tell of noise, half frames and late answers in a log line or not at all, where a technician must see them counted.
 */
@NullMarked
package io.fieldpost.driver.modbus.line;

import org.jspecify.annotations.NullMarked;
