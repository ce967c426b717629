package io.fieldpost.opcua.server;

import io.fieldpost.config.SecretException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;
import org.eclipse.milo.opcua.sdk.server.Session;
import org.eclipse.milo.opcua.sdk.server.identity.Identity;
import org.eclipse.milo.opcua.sdk.server.identity.IdentityValidator;
import org.eclipse.milo.opcua.sdk.server.identity.UsernameIdentityValidator;
import org.eclipse.milo.opcua.sdk.server.identity.X509IdentityValidator;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.enumerated.UserTokenType;
import org.eclipse.milo.opcua.stack.core.types.structured.SignatureData;
import org.eclipse.milo.opcua.stack.core.types.structured.UserIdentityToken;
import org.eclipse.milo.opcua.stack.core.types.structured.UserTokenPolicy;
import org.jspecify.annotations.Nullable;

/**
 * Lets in the users of the configuration with their passwords, and those whose certificate a person has trusted. Nobody else, and
 * nobody without a name.
 *
 * <p>Every refusal looks the same to the client, {@code Bad_UserAccessDenied}: what is wrong with a token that can't be decrypted is no
 * help for guessing what is in it.
 */
final class KnownUsers implements IdentityValidator {
    private static final byte[] NO_PASSWORD = {};

    private final List<PlantUser> users;
    private final @Nullable ClientTrust certificates;
    private final RefusalLog log;
    private final IdentityValidator passwords =
            new UsernameIdentityValidator(challenge -> isRight(challenge.getUsername(), challenge.getPassword()));
    private final IdentityValidator certificateLogin = new X509IdentityValidator(this::isTrusted);

    /** @param certificates of users; null when none may log in with one */
    KnownUsers(List<PlantUser> users, @Nullable ClientTrust certificates, RefusalLog log) {
        this.users = users;
        this.certificates = certificates;
        this.log = log;
    }

    @Override
    public Set<UserTokenType> getSupportedTokenTypes() {
        return Set.of(UserTokenType.UserName, UserTokenType.Certificate);
    }

    @Override
    public Identity validateIdentityToken(
            Session session, UserIdentityToken token, UserTokenPolicy policy, SignatureData signature)
            throws UaException {
        try {
            switch (policy.getTokenType()) {
                case UserName:
                    return passwords.validateIdentityToken(session, token, policy, signature);
                case Certificate:
                    return certificateLogin.validateIdentityToken(session, token, policy, signature);
                default:
                    throw new UaException(StatusCodes.Bad_IdentityTokenRejected);
            }
        } catch (UaException | RuntimeException e) {
            String client = session.getClientDescription() == null
                    ? "a client"
                    : String.valueOf(session.getClientDescription().getApplicationUri());
            log.refused("login " + client, "a login of " + client + " is refused: wrong user or password");
            throw new UaException(StatusCodes.Bad_UserAccessDenied);
        }
    }

    private boolean isTrusted(X509Certificate certificate) {
        ClientTrust trusted = certificates;
        return trusted != null && trusted.holds(certificate);
    }

    /** Takes as long for a user that does not exist. */
    private boolean isRight(@Nullable String name, @Nullable String password) {
        byte[] given = password == null ? NO_PASSWORD : password.getBytes(StandardCharsets.UTF_8);
        boolean right = false;
        for (PlantUser user : users) {
            boolean same = MessageDigest.isEqual(passwordOf(user), given);
            right |= same && given.length > 0 && user.name().equals(name);
        }
        return right;
    }

    private byte[] passwordOf(PlantUser user) {
        try {
            return user.password().resolve().text().getBytes(StandardCharsets.UTF_8);
        } catch (SecretException e) {
            log.refused("password of " + user.name(), "user " + user.name() + " can't log in: " + e.getMessage());
            return NO_PASSWORD;
        }
    }
}
