/** Certificates that a person approves: how they lie in folders, how they are named, and what is told of them. Any protocol. */
@NullMarked
package io.fieldpost.driver.trust;

import org.jspecify.annotations.NullMarked;
