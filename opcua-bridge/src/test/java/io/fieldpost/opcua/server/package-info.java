/** The server for the plant, with Milo's own client as the plant. */
package io.fieldpost.opcua.server;
