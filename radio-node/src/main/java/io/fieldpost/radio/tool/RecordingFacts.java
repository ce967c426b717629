package io.fieldpost.radio.tool;

import io.fieldpost.radio.recording.RecordedSamples;

/**
 * What is said of a recording before its emissions.
 *
 * @param recorded file, format, rate
 * @param samples power, peak, clipping, offset
 * @param noiseDbfsPerHz density of the noise, median over the band
 * @param shape of the rows that were looked through
 */
record RecordingFacts(RecordedSamples recorded, SampleFacts samples, double noiseDbfsPerHz, RowShape shape) {}
