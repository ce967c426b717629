/** How another process of this machine asks the running agent: one line of JSON, one line back, over a Unix domain socket. */
@NullMarked
package io.fieldpost.agent.control;

import org.jspecify.annotations.NullMarked;
