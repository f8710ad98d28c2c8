package org.eobench.pretrain.method;

import ai.djl.ndarray.NDManager;
import org.eobench.core.encoder.EncoderInput;

/**
 * The crops of B samples, in host memory until a method asks for them. Crops of all samples come
 * one crop after the other: the first crop of every sample, then the second of every sample.
 */
public interface CropBatch {
  /** B, the number of samples. */
  int samples();

  /**
   * The large crops, {@code [G·B,C,T,H,W]} of each modality.
   *
   * @param owner owner of the arrays, on the run's device
   */
  EncoderInput global(NDManager owner);

  /**
   * The small crops, {@code [L·B,C,T,H,W]} of each modality.
   *
   * @param owner owner of the arrays, on the run's device
   * @throws IllegalStateException if the method asked for none
   */
  EncoderInput local(NDManager owner);
}
