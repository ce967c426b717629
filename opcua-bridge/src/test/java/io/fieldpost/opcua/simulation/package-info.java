/** A machine with an OPC UA server, for the demo and for tests: an injection-moulding line that behaves. */
package io.fieldpost.opcua.simulation;
