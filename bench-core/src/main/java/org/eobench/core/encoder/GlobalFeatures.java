package org.eobench.core.encoder;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.jspecify.annotations.Nullable;

/**
 * The feature maps of a batch and, from the same pass, features of each image as a whole.
 *
 * @param maps the maps, as {@link Encoder#encode} returns them
 * @param classTokens the class token after each layer from which a map is taken, {@code [B,D]},
 *     normalised like that map; empty for an encoder without class token
 * @param embedding the one vector per image that the authors use, {@code [B,E]}, such as a pooled
 *     and normalised map or a projected class token; null where they define none
 */
public record GlobalFeatures(
    FeatureMaps maps, List<NDArray> classTokens, @Nullable NDArray embedding) {
  public GlobalFeatures {
    classTokens = List.copyOf(classTokens);
  }

  /** The error of a decoder that reads class tokens, on an encoder that gives none. */
  public static BenchException noClassToken() {
    return new BenchException(
        ExitCode.CONFIG,
        Problem.of(
                "NoClassToken", "the decoder reads class tokens, but the encoder gives only maps")
            .at("decoder, on encoder")
            .expecting("an encoder with a class token, such as `encoder=dinov3_vits16`")
            .next(
                "choose such an encoder, or set `decoder.readout_type=ignore`,"
                    + " `decoder.pooling=mean` or `decoder.pooling_strategy=mean`, whichever the"
                    + " decoder has"));
  }
}
