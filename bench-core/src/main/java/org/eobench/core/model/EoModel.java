package org.eobench.core.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eobench.core.decoder.Decoder;
import org.eobench.core.decoder.Prediction;
import org.eobench.core.encoder.Encoder;
import org.eobench.core.encoder.EncoderInput;
import org.eobench.core.encoder.FeatureMaps;
import org.eobench.core.loader.Batch;
import org.eobench.core.nn.Parameter;
import org.eobench.core.stages.Stage;
import org.eobench.core.stages.Stages;

/**
 * An encoder with a decoder. Tensors of the encoder are named {@code encoder.…}; those of the
 * decoder have no prefix, as in Pangaea's checkpoints.
 *
 * @param encoding how the decoder's feature maps are found
 */
public record EoModel(Encoder encoder, Decoder decoder, Encoding encoding) {
  /** Names of the encoder's tensors begin with it. */
  public static final String ENCODER = "encoder.";

  /**
   * A model whose decoder gets what the encoder computes.
   *
   * @throws org.eobench.core.error.BenchException if the decoder reads class tokens and the encoder
   *     gives none
   */
  public EoModel(Encoder encoder, Decoder decoder) {
    this(
        encoder,
        decoder,
        decoder.readsClassTokens() ? Encoding.withClassTokens(encoder) : Encoding.through(encoder));
  }

  /** The same model with another way to its feature maps. */
  public EoModel with(Encoding other) {
    return new EoModel(encoder, decoder, other);
  }

  /**
   * Encodes and decodes a batch.
   *
   * @return logits as returned by {@link Decoder#decode}
   */
  public NDArray logits(EncoderInput input, int height, int width) {
    FeatureMaps features = features(input);
    return Stages.call(Stage.DECODER, () -> decoder.decode(features, height, width));
  }

  /** Like {@link #logits}, with the predictions of the decoder's auxiliary heads, for training. */
  public Prediction predict(EncoderInput input, int height, int width) {
    FeatureMaps features = features(input);
    return Stages.call(Stage.DECODER, () -> decoder.predict(features, height, width));
  }

  /** The feature maps of a batch that the decoder receives. */
  public FeatureMaps features(EncoderInput input) {
    return Stages.call(Stage.ENCODER, () -> encoding.of(input).taken(input.acquisitions()));
  }

  /** The feature maps of a batch in host memory; {@code owner} frees them. */
  public FeatureMaps features(Batch batch, NDManager owner) {
    return Stages.call(Stage.ENCODER, () -> encoding.of(batch, owner).taken(batch.acquisitions()));
  }

  /** All parameters and buffers by checkpoint name, the encoder's first. */
  public Map<String, Parameter> tensors() {
    Map<String, Parameter> all = new LinkedHashMap<>();
    encoder.tensors().forEach((name, tensor) -> all.put(ENCODER + name, tensor));
    all.putAll(decoder.tensors());
    return Collections.unmodifiableMap(all);
  }
}
