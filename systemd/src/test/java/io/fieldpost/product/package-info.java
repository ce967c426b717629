/** The assembled product, run as a technician runs it. */
package io.fieldpost.product;
