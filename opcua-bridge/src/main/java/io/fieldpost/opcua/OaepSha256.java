package io.fieldpost.opcua;

import java.security.AlgorithmParameters;
import java.security.InvalidAlgorithmParameterException;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import javax.crypto.BadPaddingException;
import javax.crypto.Cipher;
import javax.crypto.CipherSpi;
import javax.crypto.IllegalBlockSizeException;
import javax.crypto.NoSuchPaddingException;
import javax.crypto.ShortBufferException;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import org.jspecify.annotations.Nullable;

/** RSAES-OAEP with SHA-256 throughout (RFC 8017, 7.1), as Java's own provider makes it. */
final class OaepSha256 extends CipherSpi {
    private static final OAEPParameterSpec PARAMETERS =
            new OAEPParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT);

    private final Cipher cipher;

    OaepSha256() throws NoSuchAlgorithmException {
        try {
            cipher = Cipher.getInstance("RSA/ECB/OAEPPadding");
        } catch (NoSuchPaddingException e) {
            throw new NoSuchAlgorithmException("RSA without OAEP", e);
        }
    }

    @Override
    protected void engineInit(int mode, Key key, @Nullable SecureRandom random) throws InvalidKeyException {
        try {
            cipher.init(mode, key, PARAMETERS, random);
        } catch (InvalidAlgorithmParameterException e) {
            throw new InvalidKeyException("OAEP does not know SHA-256", e);
        }
    }

    @Override
    protected void engineInit(
            int mode, Key key, @Nullable AlgorithmParameterSpec parameters, @Nullable SecureRandom random)
            throws InvalidKeyException, InvalidAlgorithmParameterException {
        refuse(parameters);
        engineInit(mode, key, random);
    }

    @Override
    protected void engineInit(
            int mode, Key key, @Nullable AlgorithmParameters parameters, @Nullable SecureRandom random)
            throws InvalidKeyException, InvalidAlgorithmParameterException {
        refuse(parameters);
        engineInit(mode, key, random);
    }

    private static void refuse(@Nullable Object parameters) throws InvalidAlgorithmParameterException {
        if (parameters != null) {
            throw new InvalidAlgorithmParameterException("the parameters are fixed");
        }
    }

    @Override
    protected byte[] engineUpdate(byte[] input, int offset, int length) {
        return cipher.update(input, offset, length);
    }

    @Override
    protected int engineUpdate(byte[] input, int offset, int length, byte[] output, int outputOffset)
            throws ShortBufferException {
        return cipher.update(input, offset, length, output, outputOffset);
    }

    @Override
    protected byte[] engineDoFinal(byte[] input, int offset, int length)
            throws IllegalBlockSizeException, BadPaddingException {
        return cipher.doFinal(input, offset, length);
    }

    @Override
    protected int engineDoFinal(byte[] input, int offset, int length, byte[] output, int outputOffset)
            throws ShortBufferException, IllegalBlockSizeException, BadPaddingException {
        return cipher.doFinal(input, offset, length, output, outputOffset);
    }

    @Override
    protected int engineGetBlockSize() {
        return cipher.getBlockSize();
    }

    @Override
    protected int engineGetOutputSize(int length) {
        return cipher.getOutputSize(length);
    }

    @Override
    protected byte[] engineGetIV() {
        return cipher.getIV();
    }

    @Override
    protected AlgorithmParameters engineGetParameters() {
        return cipher.getParameters();
    }

    @Override
    protected void engineSetMode(String mode) throws NoSuchAlgorithmException {
        throw new NoSuchAlgorithmException("the mode is fixed: " + mode);
    }

    @Override
    protected void engineSetPadding(String padding) throws NoSuchPaddingException {
        throw new NoSuchPaddingException("the padding is fixed: " + padding);
    }
}
