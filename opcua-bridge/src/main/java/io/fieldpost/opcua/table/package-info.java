/** How much is kept about many points in little memory. */
@NullMarked
package io.fieldpost.opcua.table;

import org.jspecify.annotations.NullMarked;
