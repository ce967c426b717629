/** What the agent tells about itself: snapshots for the status page, the doctor and the status topic. */
@NullMarked
package io.fieldpost.agent.status;

import org.jspecify.annotations.NullMarked;
