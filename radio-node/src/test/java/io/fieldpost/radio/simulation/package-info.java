/** A receiver and a band for demonstrations and tests: what the driver meets here is the real protocol with real bytes. */
package io.fieldpost.radio.simulation;
