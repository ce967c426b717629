package io.fieldpost.opcua;

import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.milo.opcua.stack.core.Stack;
import org.eclipse.milo.opcua.stack.core.security.SecurityPolicy;
import org.eclipse.milo.opcua.stack.core.types.enumerated.MessageSecurityMode;
import org.eclipse.milo.opcua.stack.core.types.enumerated.UserTokenType;
import org.eclipse.milo.opcua.stack.core.types.structured.EndpointDescription;
import org.eclipse.milo.opcua.stack.core.types.structured.UserTokenPolicy;
import org.eclipse.milo.opcua.stack.core.util.EndpointUtil;
import org.jspecify.annotations.Nullable;

/** Which of a server's endpoints to use (Part 4, 5.5.4), and under which address. */
final class EndpointChoice {
    private static final List<SecurityPolicy> STRONGEST_FIRST = List.of(
            SecurityPolicy.Aes256_Sha256_RsaPss, SecurityPolicy.Aes128_Sha256_RsaOaep, SecurityPolicy.Basic256Sha256);

    private EndpointChoice() {}

    /**
     * Picks the endpoint, its address corrected.
     *
     * @throws DriverException {@code REFUSED} with what the server offers, when nothing fits
     */
    static EndpointDescription choose(List<EndpointDescription> offered, OpcUaSettings settings)
            throws DriverException {
        List<EndpointDescription> overTcp = offered.stream()
                .filter(one -> Stack.TCP_UASC_UABINARY_TRANSPORT_URI.equals(one.getTransportProfileUri()))
                .toList();
        SecurityPolicy wanted = settings.security().policy();
        List<SecurityPolicy> policies = wanted == null ? STRONGEST_FIRST : List.of(wanted);
        List<EndpointDescription> fitting = fitting(overTcp, policies, settings.mode());
        if (fitting.isEmpty()) {
            throw new DriverException(
                    Reason.REFUSED,
                    "the server does not offer security " + wanted(settings) + "; it offers " + securityOf(overTcp)
                            + "; switch a strong policy on at the server, or set 'security' to one of these (a weak one needs 'insecure: true'): "
                            + settings.endpoint());
        }
        UserTokenType user = userOf(settings);
        for (EndpointDescription endpoint : fitting) {
            if (tokens(endpoint).contains(user)) {
                return reachable(endpoint, overTcp, settings.endpoint());
            }
        }
        String said = switch (user) {
            case Anonymous -> "asks for a user";
            case Certificate -> "does not accept a user certificate";
            default -> "does not accept a user name";
        };
        throw new DriverException(
                Reason.REFUSED,
                "the server " + said + "; with this security it accepts " + tokens(fitting.get(0)) + ": "
                        + settings.endpoint());
    }

    private static UserTokenType userOf(OpcUaSettings settings) {
        if (settings.identity() != null) {
            return UserTokenType.Certificate;
        }
        return settings.user() == null ? UserTokenType.Anonymous : UserTokenType.UserName;
    }

    private static String wanted(OpcUaSettings settings) {
        return settings.mode() == ProtectionMode.Best
                ? settings.security().toString()
                : settings.security() + "/" + settings.mode();
    }

    /** The address that the server announces when it is not the one that is used; else an empty text. */
    static String corrected(EndpointDescription chosen, List<EndpointDescription> offered) {
        for (EndpointDescription one : offered) {
            if (sameSecurity(one, chosen)) {
                String announced = String.valueOf(one.getEndpointUrl());
                boolean same = EndpointUrl.host(announced).equalsIgnoreCase(EndpointUrl.host(chosen.getEndpointUrl()))
                        && EndpointUrl.port(announced) == EndpointUrl.port(chosen.getEndpointUrl());
                return same ? "" : announced;
            }
        }
        return "";
    }

    private static boolean sameSecurity(EndpointDescription one, EndpointDescription other) {
        return Objects.equals(one.getSecurityPolicyUri(), other.getSecurityPolicyUri())
                && one.getSecurityMode() == other.getSecurityMode()
                && Objects.equals(one.getTransportProfileUri(), other.getTransportProfileUri());
    }

    /** Whether messages over an endpoint are signed at least. */
    static boolean isProtected(EndpointDescription endpoint) {
        return endpoint.getSecurityMode() != MessageSecurityMode.None;
    }

    /** In the order of policies, and of modes within one. */
    private static List<EndpointDescription> fitting(
            List<EndpointDescription> endpoints, List<SecurityPolicy> policies, ProtectionMode wanted) {
        List<EndpointDescription> fitting = new ArrayList<>();
        for (SecurityPolicy policy : policies) {
            for (MessageSecurityMode mode : modes(policy, wanted)) {
                endpoints.stream()
                        .filter(one ->
                                policy.getUri().equals(one.getSecurityPolicyUri()) && one.getSecurityMode() == mode)
                        .forEach(fitting::add);
            }
        }
        return fitting;
    }

    private static List<MessageSecurityMode> modes(SecurityPolicy policy, ProtectionMode wanted) {
        return policy == SecurityPolicy.None ? List.of(MessageSecurityMode.None) : wanted.modes();
    }

    /**
     * Servers announce themselves by names that only they know. The host that answered discovery is reachable, so it takes the place
     * of the announced one. The port stays as announced, unless no endpoint is announced at the port that answered: then a router
     * or tunnel translates ports, and only ours leads there.
     */
    private static EndpointDescription reachable(
            EndpointDescription endpoint, List<EndpointDescription> all, String configured) {
        int port = EndpointUrl.port(configured);
        boolean announced = all.stream().anyMatch(one -> EndpointUrl.port(one.getEndpointUrl()) == port);
        int usedPort = announced ? EndpointUrl.port(endpoint.getEndpointUrl()) : port;
        return EndpointUtil.updateUrl(endpoint, EndpointUrl.host(configured), usedPort);
    }

    private static Set<UserTokenType> tokens(EndpointDescription endpoint) {
        Set<UserTokenType> types = new LinkedHashSet<>();
        UserTokenPolicy @Nullable [] policies = endpoint.getUserIdentityTokens();
        if (policies != null) {
            for (UserTokenPolicy policy : policies) {
                types.add(policy.getTokenType());
            }
        }
        return types;
    }

    private static String securityOf(List<EndpointDescription> endpoints) {
        return endpoints.isEmpty()
                ? "no endpoint over opc.tcp"
                : endpoints.stream().map(EndpointChoice::securityOf).distinct().collect(Collectors.joining(", "));
    }

    private static String securityOf(EndpointDescription endpoint) {
        String uri = String.valueOf(endpoint.getSecurityPolicyUri());
        String policy = uri.substring(uri.indexOf('#') + 1);
        return endpoint.getSecurityMode() == MessageSecurityMode.None
                ? policy
                : policy + "/" + endpoint.getSecurityMode();
    }
}
