/** The certificates of a gateway, found in its store's directory and told to a technician. Knows no protocol. */
@NullMarked
package io.fieldpost.agent.trust;

import org.jspecify.annotations.NullMarked;
