/**
 * Machines that speak OPC UA, as a driver: one session, one subscription, values with the machine's own times and status. The only
 * package that sees the Milo client.
 */
@NullMarked
package io.fieldpost.opcua;

import org.jspecify.annotations.NullMarked;
