package io.fieldpost.opcua;

import java.util.List;
import org.eclipse.milo.opcua.stack.core.types.enumerated.MessageSecurityMode;

/** What the security policy does to messages (Part 4, 7.20). */
public enum ProtectionMode {
    /** Signed and encrypted where the server offers that, else signed. */
    Best(List.of(MessageSecurityMode.SignAndEncrypt, MessageSecurityMode.Sign)),
    /** Signed and encrypted, or nothing. */
    SignAndEncrypt(List.of(MessageSecurityMode.SignAndEncrypt)),
    /** Signed: nobody can change the data, anyone on the way can read it. */
    Sign(List.of(MessageSecurityMode.Sign));

    private final List<MessageSecurityMode> modes;

    ProtectionMode(List<MessageSecurityMode> modes) {
        this.modes = modes;
    }

    /** Milo's constants, the preferred first. */
    List<MessageSecurityMode> modes() {
        return modes;
    }
}
