package io.fieldpost.agent;

import io.fieldpost.agent.status.AgentStatus;

/** Where a snapshot of the running agent comes from. Any thread. */
@FunctionalInterface
public interface StatusSource {
    /** Takes a snapshot now. */
    AgentStatus status();
}
