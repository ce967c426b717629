package io.fieldpost.config;

/** Stands for a section that nobody can judge, such as the settings of a driver that is not there. Takes anything. */
public record Unread() {}
