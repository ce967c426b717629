package io.fieldpost.opcua;

import java.security.InvalidAlgorithmParameterException;
import java.security.InvalidKeyException;
import java.security.InvalidParameterException;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.SignatureSpi;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;

/** RSASSA-PSS with SHA-256 throughout and a salt of 32 bytes (RFC 8017, 8.1), as Java's own provider makes it. */
final class PssSha256 extends SignatureSpi {
    private static final PSSParameterSpec PARAMETERS =
            new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, PSSParameterSpec.TRAILER_FIELD_BC);

    private final Signature signature;

    PssSha256() throws NoSuchAlgorithmException {
        signature = Signature.getInstance("RSASSA-PSS");
        try {
            signature.setParameter(PARAMETERS);
        } catch (InvalidAlgorithmParameterException e) {
            throw new NoSuchAlgorithmException("RSASSA-PSS does not know SHA-256", e);
        }
    }

    @Override
    protected void engineInitVerify(PublicKey key) throws InvalidKeyException {
        signature.initVerify(key);
    }

    @Override
    protected void engineInitSign(PrivateKey key) throws InvalidKeyException {
        signature.initSign(key);
    }

    @Override
    protected void engineUpdate(byte data) throws SignatureException {
        signature.update(data);
    }

    @Override
    protected void engineUpdate(byte[] data, int offset, int length) throws SignatureException {
        signature.update(data, offset, length);
    }

    @Override
    protected byte[] engineSign() throws SignatureException {
        return signature.sign();
    }

    @Override
    protected boolean engineVerify(byte[] shown) throws SignatureException {
        return signature.verify(shown);
    }

    @Override
    @Deprecated
    protected void engineSetParameter(String name, Object value) {
        throw new InvalidParameterException("the parameters are fixed: " + name);
    }

    @Override
    @Deprecated
    protected Object engineGetParameter(String name) {
        throw new InvalidParameterException("the parameters are fixed: " + name);
    }
}
