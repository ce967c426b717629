package io.fieldpost.radio.licence;

import io.fieldpost.radio.detect.EmissionId;
import java.util.List;

/**
 * An intermodulation product of strong emissions.
 *
 * @param order 2, 3 or 5
 * @param formula such as {@code 2·89.100 − 93.700 MHz}
 * @param frequencyHz where it falls
 * @param parents what makes it
 */
public record Product(int order, String formula, double frequencyHz, List<EmissionId> parents) {}
