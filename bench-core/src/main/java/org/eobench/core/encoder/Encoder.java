package org.eobench.core.encoder;

import org.eobench.core.nn.Module;
import org.eobench.core.weights.CheckpointLayout;
import org.jspecify.annotations.Nullable;

/** A pretrained (or fresh) network that turns images into feature maps. */
public abstract class Encoder extends Module {
  public abstract EncoderSpec spec();

  /**
   * Encodes a batch.
   *
   * @return one map per level, {@code [B,D,h,w]}, or {@code [B,D,T,h,w]} for a temporal output
   */
  public abstract FeatureMaps encode(EncoderInput input);

  /** How the authors' checkpoint maps to {@link #tensors()}, and which tensors it may lack. */
  public abstract CheckpointLayout checkpointLayout();

  /** What must see training images before the first epoch; null, the default, for nothing. */
  public @Nullable DataFit dataFit() {
    return null;
  }

  /**
   * Whether a tensor belongs to the input layer, which {@code finetune=retrain_input} trains while
   * the rest stays frozen.
   *
   * @param name a key of {@link #tensors()}
   */
  public abstract boolean isInputLayer(String name);

  /**
   * Whether a tensor is trained even where the encoder is frozen, because it is new: no checkpoint
   * has values for it, and frozen ones would be random. None by default.
   *
   * @param name a key of {@link #tensors()}
   */
  public boolean isAlwaysTrained(String name) {
    return false;
  }
}
