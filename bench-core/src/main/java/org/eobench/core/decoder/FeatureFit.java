package org.eobench.core.decoder;

import java.util.Iterator;

/**
 * What a decoder learns from the features of a frozen encoder in one pass, without gradients. The
 * result is stored in its buffers, so that checkpoints contain it.
 */
@FunctionalInterface
public interface FeatureFit {
  /**
   * Reads features and sets buffers; the same features give the same values. The encoder runs only
   * for batches that are requested. A batch is released when the next one is requested.
   *
   * @param training samples of the training split, each once, in the order of the data set
   * @param validation the same of the validation split, for selecting hyperparameters; may be left
   *     unread
   * @return the outcome to report
   * @throws org.eobench.core.error.BenchException if the samples do not allow a fit
   */
  FitReport fit(Iterator<LabelledFeatures> training, Iterator<LabelledFeatures> validation);
}
