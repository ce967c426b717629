/** Looking at what a device has, for a person who writes a gateway's file. */
@NullMarked
package io.fieldpost.agent.browse;

import org.jspecify.annotations.NullMarked;
