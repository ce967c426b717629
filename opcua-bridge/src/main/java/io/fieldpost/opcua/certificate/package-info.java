/** Application instance certificates of the gateway's own (Part 6, 6.2.2). */
@NullMarked
package io.fieldpost.opcua.certificate;

import org.jspecify.annotations.NullMarked;
