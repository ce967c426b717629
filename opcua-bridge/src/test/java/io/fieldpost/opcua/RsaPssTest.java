package io.fieldpost.opcua;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.Security;
import java.security.Signature;
import javax.crypto.Cipher;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** BouncyCastle has the names that Milo asks for, and with them another implementation to agree with. */
class RsaPssTest {
    private static final String PADDING = "RSA/ECB/OAEPWithSHA256AndMGF1Padding";
    private static final String SIGNATURE = "SHA256withRSA/PSS";
    private static final byte[] TEXT = {1, 2, 3, 4, 5};
    private static final Provider OTHER = new BouncyCastleProvider();

    private static Provider ours;
    private static KeyPair keys;

    @BeforeAll
    static void install() throws GeneralSecurityException {
        RsaPss.install();
        ours = Security.getProvider("FieldpostRsaPss");
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        keys = generator.generateKeyPair();
    }

    @Test
    void whatOneEncryptsTheOtherDecrypts() throws GeneralSecurityException {
        assertThat(decrypted(OTHER, encrypted(ours))).isEqualTo(TEXT);
        assertThat(decrypted(ours, encrypted(OTHER))).isEqualTo(TEXT);
    }

    @Test
    void whatOneSignsTheOtherVerifies() throws GeneralSecurityException {
        assertThat(verified(OTHER, signed(ours))).isTrue();
        assertThat(verified(ours, signed(OTHER))).isTrue();
    }

    @Test
    void changedTextIsNotVerified() throws GeneralSecurityException {
        byte[] signed = signed(ours);
        Signature signature = Signature.getInstance(SIGNATURE, ours);
        signature.initVerify(keys.getPublic());
        signature.update((byte) 9);
        assertThat(signature.verify(signed)).isFalse();
    }

    private static byte[] encrypted(Provider provider) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(PADDING, provider);
        cipher.init(Cipher.ENCRYPT_MODE, keys.getPublic());
        return cipher.doFinal(TEXT);
    }

    private static byte[] decrypted(Provider provider, byte[] bytes) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(PADDING, provider);
        cipher.init(Cipher.DECRYPT_MODE, keys.getPrivate());
        return cipher.doFinal(bytes);
    }

    private static byte[] signed(Provider provider) throws GeneralSecurityException {
        Signature signature = Signature.getInstance(SIGNATURE, provider);
        signature.initSign(keys.getPrivate());
        signature.update(TEXT);
        return signature.sign();
    }

    private static boolean verified(Provider provider, byte[] signed) throws GeneralSecurityException {
        Signature signature = Signature.getInstance(SIGNATURE, provider);
        signature.initVerify(keys.getPublic());
        signature.update(TEXT);
        return signature.verify(signed);
    }
}
