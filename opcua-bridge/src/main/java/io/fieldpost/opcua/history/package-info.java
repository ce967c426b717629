/** What an interruption kept from the gateway, read from the server's own history: which span, asked for how, told to whom. */
@NullMarked
package io.fieldpost.opcua.history;

import org.jspecify.annotations.NullMarked;
