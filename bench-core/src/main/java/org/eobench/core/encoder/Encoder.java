package org.eobench.core.encoder;

import java.util.List;
import org.eobench.core.nn.Module;
import org.eobench.core.nn.vit.TokenLayout;
import org.eobench.core.weights.CheckpointLayout;
import org.jspecify.annotations.Nullable;

/** A pretrained or randomly initialized network that turns images into feature maps. */
public abstract class Encoder extends Module {
  public abstract EncoderSpec spec();

  /**
   * Encodes a batch.
   *
   * @return one map per level, {@code [B,D,h,w]}, or {@code [B,D,T,h,w]} for a temporal output
   */
  public abstract FeatureMaps encode(EncoderInput input);

  /**
   * How the published checkpoint maps to {@link #tensors()}, and which tensors may be missing from
   * it.
   */
  public abstract CheckpointLayout checkpointLayout();

  /**
   * What the encoder puts in place of data that the data set lacks, as sentences for the log and
   * the record of a run; none by default.
   */
  public List<String> warnings() {
    return List.of();
  }

  /**
   * The order of the tokens in the attention of its last block; null, the default, for an encoder
   * without attention between patches.
   */
  public @Nullable TokenLayout tokenLayout() {
    return null;
  }

  /** The fit to training images before the first epoch; null, the default, if there is none. */
  public @Nullable DataFit dataFit() {
    return null;
  }

  /**
   * Whether a tensor belongs to the input layer, which {@code finetune=retrain_input} trains while
   * the other layers are frozen.
   *
   * @param name a key of {@link #tensors()}
   */
  public abstract boolean isInputLayer(String name);

  /**
   * Whether a tensor is trained even in a frozen encoder, because it is new: no checkpoint contains
   * values for it, and it would otherwise stay random. None by default.
   *
   * @param name a key of {@link #tensors()}
   */
  public boolean isAlwaysTrained(String name) {
    return false;
  }
}
