/**
 * An OPC UA server that behaves as badly as those in the field, on command: {@link io.fieldpost.opcua.simulation.chaos.ChaosServer} for
 * tests, {@link io.fieldpost.opcua.simulation.chaos.ChaosCommand} for a developer's shell.
 */
package io.fieldpost.opcua.simulation.chaos;
