/** The gateway's own points for the plant: whatever protocol serves them, it is fed, watched and given its history here. */
@NullMarked
package io.fieldpost.agent.plant;

import org.jspecify.annotations.NullMarked;
