/** Who has the receiver when: schedules, priorities, pre-emption and fair shares. Step functions of blocks and time; no threads. */
@NullMarked
package io.fieldpost.radio.mission;

import org.jspecify.annotations.NullMarked;
