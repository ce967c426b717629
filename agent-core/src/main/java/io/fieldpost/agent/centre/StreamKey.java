package io.fieldpost.agent.centre;

/** What is numbered on its own: one stream of one gateway in one epoch. */
public record StreamKey(String gateway, String stream, String epoch) {}
