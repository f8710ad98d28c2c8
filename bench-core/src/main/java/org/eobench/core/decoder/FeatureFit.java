package org.eobench.core.decoder;

import java.util.Iterator;

/**
 * What a decoder learns from the features of a frozen encoder in one pass, without gradients. The
 * outcome lies in its buffers, so that checkpoints hold it.
 */
@FunctionalInterface
public interface FeatureFit {
  /**
   * Looks at features and sets buffers; the same features give the same values. The encoder runs
   * only for batches that are asked for, and a batch is gone when the next one is asked for.
   *
   * @param training the samples of the training split, each once, in the order of the data set
   * @param validation the same of the validation split, for what is chosen and not learnt; need not
   *     be looked at
   * @return what is worth telling of the outcome
   * @throws org.eobench.core.error.BenchException if nothing can be learnt from these samples
   */
  FitReport fit(Iterator<LabelledFeatures> training, Iterator<LabelledFeatures> validation);
}
