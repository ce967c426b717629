/** The configuration of one gateway, as a technician writes it. */
@NullMarked
package io.fieldpost.config.gateway;

import org.jspecify.annotations.NullMarked;
