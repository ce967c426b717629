/** Files on their way to the centre, such as recordings: in pieces, through the store like any measurement, and gone on with after a restart. */
@NullMarked
package io.fieldpost.driver.transfer;

import org.jspecify.annotations.NullMarked;
