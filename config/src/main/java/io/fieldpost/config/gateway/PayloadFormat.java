package io.fieldpost.config.gateway;

/** How records are written on the wire. */
public enum PayloadFormat {
    /** The documented JSON profile, version 1. */
    JSON
}
