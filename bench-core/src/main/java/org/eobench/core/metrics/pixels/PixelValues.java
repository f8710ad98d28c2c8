package org.eobench.core.metrics.pixels;

/**
 * The values of one sample: predicted, and as they were measured.
 *
 * @param predicted a value for each pixel of a batch, in the unit of the data
 * @param measured likewise; NaN where nothing was measured
 * @param offset index of the sample's first value
 * @param length how many values it has; 1 where there is one for the image as a whole
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record PixelValues(float[] predicted, float[] measured, int offset, int length) {}
