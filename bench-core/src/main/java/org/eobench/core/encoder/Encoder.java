package org.eobench.core.encoder;

import java.util.List;
import org.eobench.core.dataset.Acquisition;
import org.eobench.core.nn.Module;
import org.eobench.core.nn.vit.TokenLayout;
import org.eobench.core.weights.CheckpointLayout;
import org.jspecify.annotations.Nullable;

/** A pretrained or randomly initialized network that turns images into feature maps. */
public abstract class Encoder extends Module {
  /**
   * Feature maps that were computed before.
   *
   * @param encoder name of the encoder that computed them; empty if unknown
   * @param format number format, such as {@code int8}
   * @param width values of a position, as they are decoded
   * @param bytes bytes that a position takes
   * @param sha256 hash of the description of the files; null where they have none
   */
  public record StoredMaps(
      String encoder, String format, int width, double bytes, @Nullable String sha256) {}

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
   * What a sample lacks of the facts that the encoder reads, and what the encoder takes in their
   * place, each as the end of a sentence: {@code dates, which TESSERA takes to be spread evenly
   * over a year}. None by default.
   *
   * @param taken what is known of the sample
   */
  public List<String> assumptions(Acquisition taken) {
    return List.of();
  }

  /**
   * The order of the tokens in the attention of its last block; null, the default, for an encoder
   * without attention between patches.
   */
  public @Nullable TokenLayout tokenLayout() {
    return null;
  }

  /**
   * What the feature maps are that the encoder is given in place of images; null, the default, for
   * an encoder of images. Such maps are taken as a whole, and a position of them stands for stride
   * × stride pixels.
   */
  public @Nullable StoredMaps storedMaps() {
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
