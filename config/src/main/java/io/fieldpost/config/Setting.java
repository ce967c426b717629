package io.fieldpost.config;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Describes one setting beside its record component, or a whole section on the record type. The reader, the JSON Schema and the
 * reference pages are all made from it, so what a technician reads is what the agent does.
 *
 * <p>The key in the file is the component's name in snake case. A component without a default is required, unless it is a list or
 * map (then empty) or {@code @Nullable} (then absent).
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.RECORD_COMPONENT})
public @interface Setting {
    /** One sentence for the person who edits the file. */
    String value();

    /** The default, written as it would stand in the file; empty for none. {@code {}} gives a section made of its own defaults. */
    String byDefault() default "";

    /** The smallest allowed value, written as in the file; empty for none. */
    String min() default "";

    /** The largest allowed value, written as in the file; empty for none. */
    String max() default "";

    /** A regular expression that the whole text must match; empty for none. Complaints quote {@link #example()} beside it. */
    String pattern() default "";

    /** A value as it could stand in the file, for the reference and for complaints; empty for none. */
    String example() default "";
}
