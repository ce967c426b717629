package io.fieldpost.config;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a component of type {@link Record} whose real type is chosen by the value of a sibling key: a source's {@code settings} by
 * its {@code protocol}. The alternatives are given to the reader, because only the class path knows which drivers there are.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface ChosenBy {
    /** The sibling key, in snake case. */
    String value();

    /** Under which name the alternatives are given, where two kinds of section choose by the same key; empty for the key itself. */
    String among() default "";
}
