/** Looks at a gateway from outside the agent, one bounded check after the other, and says what to do next. */
@NullMarked
package io.fieldpost.agent.doctor;

import org.jspecify.annotations.NullMarked;
