package org.eobench.core.encoder;

import java.util.Iterator;

/**
 * What an encoder learns from training images before the first epoch, without labels and gradients.
 * The result is stored in its buffers, so that checkpoints contain it.
 */
@FunctionalInterface
public interface DataFit {
  /**
   * Reads images and sets buffers; the same images and seed give the same values.
   *
   * @param batches preprocessed training images; the fit may stop before the last batch. A batch is
   *     released when the next one is requested
   * @param seed seed of the run
   */
  void see(Iterator<EncoderInput> batches, long seed);
}
