package io.fieldpost.agent.cli;

import io.fieldpost.config.Secret;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads where a secret is; never repeats what was written, because it may be the secret itself. */
final class SecretReference implements ITypeConverter<Secret> {
    @Override
    public Secret convert(String text) {
        try {
            return Secret.parse(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException("a secret is given by reference: env:NAME, file:PATH or credential:NAME");
        }
    }
}
