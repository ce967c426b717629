/** What stands in the place of Milo's classes of the same names. */
@NullMarked
package org.eclipse.milo.opcua.stack.core.types;

import org.jspecify.annotations.NullMarked;
