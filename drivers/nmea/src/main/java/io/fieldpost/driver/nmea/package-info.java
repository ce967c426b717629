/** Satellite receivers, weather stations and echo sounders by NMEA 0183, directly or through gpsd. Reads only. */
@NullMarked
package io.fieldpost.driver.nmea;

import org.jspecify.annotations.NullMarked;
