package org.eobench.core.features;

import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.function.Supplier;
import org.eobench.core.encoder.EncoderInput;
import org.eobench.core.loader.KnownSample;

/**
 * A batch whose maps are wanted.
 *
 * @param images the input of the encoder; asked for only if it is needed
 * @param owner of the maps
 */
record Request(
    List<KnownSample> samples, BatchShape shape, Supplier<EncoderInput> images, NDManager owner) {
  /** Whether several samples are one and the same input. */
  boolean allEqual() {
    return samples.size() > 1
        && samples.stream().map(sample -> sample.input().key()).distinct().count() == 1;
  }
}
