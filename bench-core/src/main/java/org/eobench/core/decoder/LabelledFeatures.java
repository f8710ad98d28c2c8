package org.eobench.core.decoder;

import ai.djl.ndarray.NDArray;
import org.eobench.core.encoder.FeatureMaps;

/**
 * The features of a batch and what is to be predicted from them.
 *
 * @param features as the encoder gives them
 * @param targets int64 {@code [B]} of classes, where one that does not exist counts for nothing; or
 *     float32 {@code [B,K]}, 1 for each class that an image shows and 0 for the others
 */
public record LabelledFeatures(FeatureMaps features, NDArray targets) {}
