/** The demonstration: the product between simulated counterparts. Not part of what is installed. */
@NullMarked
package io.fieldpost.demo;

import org.jspecify.annotations.NullMarked;
