package io.fieldpost.opcua;

import io.fieldpost.config.Pem;
import io.fieldpost.config.Secret;
import io.fieldpost.config.SecretException;
import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import java.security.GeneralSecurityException;
import org.eclipse.milo.opcua.sdk.client.identity.AnonymousProvider;
import org.eclipse.milo.opcua.sdk.client.identity.IdentityProvider;
import org.eclipse.milo.opcua.sdk.client.identity.UsernameProvider;
import org.eclipse.milo.opcua.sdk.client.identity.X509IdentityProvider;
import org.eclipse.milo.opcua.stack.core.security.CertificateValidator;

/** Who the gateway is to the server (Part 4, 7.40). Secrets are read at each connection, so that a changed one counts without a restart. */
final class UserIdentity {
    private UserIdentity() {}

    /**
     * The user that the settings name; anonymous when they name none.
     *
     * @param validator asked before a password is encrypted for a server's certificate
     */
    static IdentityProvider of(OpcUaSettings settings, CertificateValidator validator) throws DriverException {
        try {
            if (settings.identity() != null) {
                return certificate(settings.identity());
            }
            String user = settings.user();
            if (user == null) {
                return new AnonymousProvider();
            }
            Secret password = settings.password();
            String text = password == null ? "" : password.resolve().text();
            return new UsernameProvider(user, text, validator, PasswordPolicy::choose);
        } catch (SecretException e) {
            throw new DriverException(Reason.CONFIGURATION, e.getMessage() + ": " + settings.endpoint(), e);
        }
    }

    private static IdentityProvider certificate(Secret identity) throws DriverException, SecretException {
        String pem = identity.resolve().text();
        try {
            return new X509IdentityProvider(Pem.certificates(pem), Pem.privateKey(pem));
        } catch (GeneralSecurityException e) {
            throw new DriverException(
                    Reason.CONFIGURATION, "cannot use the user certificate of " + identity + ": " + e.getMessage(), e);
        }
    }
}
