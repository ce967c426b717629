/** The local status page: one snapshot of the agent as HTML, as JSON, and as a word for a watchdog. Loopback only, read only. */
@NullMarked
package io.fieldpost.agent.console;

import org.jspecify.annotations.NullMarked;
