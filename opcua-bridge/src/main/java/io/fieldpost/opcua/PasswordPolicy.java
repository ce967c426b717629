package io.fieldpost.opcua;

import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.milo.opcua.stack.core.security.SecurityPolicy;
import org.eclipse.milo.opcua.stack.core.types.enumerated.MessageSecurityMode;
import org.eclipse.milo.opcua.stack.core.types.enumerated.UserTokenType;
import org.eclipse.milo.opcua.stack.core.types.structured.EndpointDescription;
import org.eclipse.milo.opcua.stack.core.types.structured.UserTokenPolicy;

/**
 * How a password travels (Part 4, 7.40.2). Discovery is not protected, so whoever is on the way can rewrite what a server says of
 * it: a password that would be readable in a signed message is not sent.
 */
final class PasswordPolicy {
    private PasswordPolicy() {}

    /** The way to send it: encrypted by its own policy, else by that of the channel, else as it is. */
    static UserTokenPolicy choose(List<UserTokenPolicy> offered) {
        return offered.stream()
                .filter(PasswordPolicy::encrypts)
                .findFirst()
                .or(() -> offered.stream()
                        .filter(PasswordPolicy::leavesItToTheChannel)
                        .findFirst())
                .orElseGet(() -> offered.get(0));
    }

    /**
     * Makes sure that nobody on the way can read it, wherever messages are protected at all.
     *
     * @throws DriverException {@code REFUSED} when it would be readable
     */
    static void check(EndpointDescription endpoint) throws DriverException {
        boolean safe = endpoint.getSecurityMode() != MessageSecurityMode.Sign
                || offered(endpoint).anyMatch(one -> encrypts(one) || leavesItToTheChannel(one));
        if (!safe) {
            throw new DriverException(
                    Reason.REFUSED,
                    "the server signs messages and wants the password readable in them; have it offer SignAndEncrypt, or a user"
                            + " token policy that encrypts: " + endpoint.getEndpointUrl());
        }
    }

    /** Whether it is encrypted for the server's certificate even where messages are not. */
    static boolean isEncryptedForTheServer(EndpointDescription endpoint) {
        return offered(endpoint).anyMatch(PasswordPolicy::encrypts);
    }

    private static Stream<UserTokenPolicy> offered(EndpointDescription endpoint) {
        UserTokenPolicy[] all = endpoint.getUserIdentityTokens();
        return all == null
                ? Stream.empty()
                : Stream.of(all).filter(one -> one.getTokenType() == UserTokenType.UserName);
    }

    private static boolean encrypts(UserTokenPolicy policy) {
        return !leavesItToTheChannel(policy) && !SecurityPolicy.None.getUri().equals(policy.getSecurityPolicyUri());
    }

    private static boolean leavesItToTheChannel(UserTokenPolicy policy) {
        String uri = policy.getSecurityPolicyUri();
        return uri == null || uri.isEmpty();
    }
}
