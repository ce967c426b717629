/** What a radio node does with its receiver: activities that take samples, what they find, and what is made of it. */
@NullMarked
package io.fieldpost.radio.node;

import org.jspecify.annotations.NullMarked;
