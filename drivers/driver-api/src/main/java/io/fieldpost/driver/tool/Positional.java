package io.fieldpost.driver.tool;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Beside a component of a tool's arguments: it is given by its place, as {@code 87M:108M} in {@code fieldpost scan 87M:108M}, and not by a
 * name. Places are in the order of the components; those that may be absent stand behind those that may not, and a list stands last.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Positional {}
