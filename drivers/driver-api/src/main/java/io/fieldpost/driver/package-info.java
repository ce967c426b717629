/** What a driver is written against: the data model and a handful of small interfaces. */
@NullMarked
package io.fieldpost.driver;

import org.jspecify.annotations.NullMarked;
