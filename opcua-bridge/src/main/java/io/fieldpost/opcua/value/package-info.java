/**
 * What a machine says, as values: built-in types, arrays, enumerations and structures of OPC UA (Part 6, 5), with the types read from
 * the machine itself. {@link io.fieldpost.opcua.value.SessionValues} is where to begin.
 */
@NullMarked
package io.fieldpost.opcua.value;

import org.jspecify.annotations.NullMarked;
