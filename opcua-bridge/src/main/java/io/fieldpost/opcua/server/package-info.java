/**
 * The gateway's own points as an OPC UA server for the plant's SCADA or MES: signed and encrypted only, with users and certificates,
 * read-only. The only package that sees the Milo server; nothing of it is loaded before a server is opened.
 */
@NullMarked
package io.fieldpost.opcua.server;

import org.jspecify.annotations.NullMarked;
