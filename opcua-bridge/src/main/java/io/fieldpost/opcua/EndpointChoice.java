package io.fieldpost.opcua;

import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
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
        List<SecurityPolicy> policies = wanted == null ? best(settings) : List.of(wanted);
        List<EndpointDescription> fitting = fitting(overTcp, policies);
        if (fitting.isEmpty()) {
            throw new DriverException(
                    Reason.REFUSED,
                    "the server does not offer security " + settings.security() + "; it offers " + securityOf(overTcp)
                            + ": " + settings.endpoint());
        }
        UserTokenType user = settings.user() == null ? UserTokenType.Anonymous : UserTokenType.UserName;
        for (EndpointDescription endpoint : fitting) {
            if (tokens(endpoint).contains(user)) {
                return reachable(endpoint, overTcp, settings.endpoint());
            }
        }
        String said = user == UserTokenType.Anonymous ? "asks for a user" : "does not accept a user name";
        throw new DriverException(
                Reason.REFUSED,
                "the server " + said + "; with this security it accepts " + tokens(fitting.get(0)) + ": "
                        + settings.endpoint());
    }

    /** Nobody stands between two programs of one machine: there, and only there, no protection is better than no data. */
    private static List<SecurityPolicy> best(OpcUaSettings settings) {
        List<SecurityPolicy> best = new ArrayList<>(STRONGEST_FIRST);
        if (EndpointUrl.isLoopback(settings.endpoint())) {
            best.add(SecurityPolicy.None);
        }
        return best;
    }

    /** Whether messages over an endpoint are signed at least. */
    static boolean isProtected(EndpointDescription endpoint) {
        return endpoint.getSecurityMode() != MessageSecurityMode.None;
    }

    /** In the order of policies, SignAndEncrypt before Sign. */
    private static List<EndpointDescription> fitting(
            List<EndpointDescription> endpoints, List<SecurityPolicy> policies) {
        List<EndpointDescription> fitting = new ArrayList<>();
        for (SecurityPolicy policy : policies) {
            for (MessageSecurityMode mode : modes(policy)) {
                endpoints.stream()
                        .filter(one ->
                                policy.getUri().equals(one.getSecurityPolicyUri()) && one.getSecurityMode() == mode)
                        .forEach(fitting::add);
            }
        }
        return fitting;
    }

    private static List<MessageSecurityMode> modes(SecurityPolicy policy) {
        return policy == SecurityPolicy.None
                ? List.of(MessageSecurityMode.None)
                : List.of(MessageSecurityMode.SignAndEncrypt, MessageSecurityMode.Sign);
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
