/** Writing to machines: what may be asked, what became of it, and the record of both. The one place where the allow-list is kept. */
@NullMarked
package io.fieldpost.agent.command;

import org.jspecify.annotations.NullMarked;
