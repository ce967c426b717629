package io.fieldpost.agent.console;

import io.fieldpost.agent.status.AgentStatus;
import org.jspecify.annotations.Nullable;

/**
 * What a running gateway told about itself.
 *
 * @param status all of it but the values, which stay absent
 * @param healthy whether no person is needed
 * @param reason why one is needed, else null
 */
public record ToldStatus(
        AgentStatus status, boolean healthy, @Nullable String reason) {}
