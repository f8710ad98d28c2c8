package org.eobench.core.metrics.pixels;

/**
 * The predicted and measured values of one sample.
 *
 * @param predicted one value per pixel of a batch, in the unit of the data
 * @param measured measurements in the same form; NaN if not measured
 * @param offset index of the sample's first value
 * @param length number of its values; 1 if there is one value per image
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record PixelValues(float[] predicted, float[] measured, int offset, int length) {}
