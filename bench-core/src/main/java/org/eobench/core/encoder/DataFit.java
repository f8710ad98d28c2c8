package org.eobench.core.encoder;

import java.util.Iterator;

/**
 * What an encoder learns from training images without labels and without gradients, before the
 * first epoch. The outcome lies in its buffers, so that checkpoints hold it.
 */
@FunctionalInterface
public interface DataFit {
  /**
   * Looks at images and sets buffers; the same images and seed give the same values.
   *
   * @param batches training images as the encoder will see them; need not be looked at to the end.
   *     A batch is gone when the next one is asked for
   * @param seed of the run
   */
  void see(Iterator<EncoderInput> batches, long seed);
}
