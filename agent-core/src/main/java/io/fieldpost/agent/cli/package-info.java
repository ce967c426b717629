/** The command line: what a technician types. */
@NullMarked
package io.fieldpost.agent.cli;

import org.jspecify.annotations.NullMarked;
