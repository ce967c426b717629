/**
 * Commands of {@code fieldpost} for a person with a receiver or a recording: draw a band, record, list what a recording holds, and manage
 * the missions of the running agent. They use the parts of this module directly; the agent need not run, except for missions.
 */
@NullMarked
package io.fieldpost.radio.tool;

import org.jspecify.annotations.NullMarked;
