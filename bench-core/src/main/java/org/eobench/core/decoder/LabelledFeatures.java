package org.eobench.core.decoder;

import ai.djl.ndarray.NDArray;
import org.eobench.core.encoder.FeatureMaps;

/**
 * The features of a batch with their targets.
 *
 * @param features output of the encoder
 * @param targets int64 {@code [B]} of classes, in which values outside the classes are ignored; or
 *     float32 {@code [B,K]}, 1 for each class that is present in an image and 0 for the others
 */
public record LabelledFeatures(FeatureMaps features, NDArray targets) {}
