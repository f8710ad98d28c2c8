package org.eobench.analysis.attention;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.eobench.core.encoder.Encoder;
import org.eobench.core.encoder.EncoderInput;
import org.eobench.core.encoder.FeatureMaps;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.nn.torch.AttentionOps;
import org.eobench.core.nn.vit.TokenLayout;

/**
 * The attention of the last block of an encoder that runs, head by head.
 *
 * @param heads in their order
 * @param query whose attention it is, in words
 */
public record ImageAttention(List<HeadAttention> heads, String query) {
  /** Attention of the first token: {@code [B,heads,N,M]} to {@code [heads,M]}. */
  private static final String OF_CLASS_TOKEN =
      """
      def forward(self, w):
        return torch.mean(w[:, :, 0], [0])
      """;

  private static final String OF_ALL =
      """
      def forward(self, w):
        return torch.mean(w, [0, 2])
      """;

  public ImageAttention {
    heads = List.copyOf(heads);
  }

  /**
   * Encodes one image.
   *
   * @param ops the operators of the encoder
   * @throws BenchException if the encoder has no attention between patches
   */
  public static ImageAttention of(Encoder encoder, EncoderInput image, AttentionOps ops) {
    TokenLayout layout = encoder.tokenLayout();
    if (layout == null) {
      throw new BenchException(
          ExitCode.CONFIG,
          Problem.of("NoAttention", "the encoder has no attention between patches")
              .at("encoder")
              .expecting(
                  "a vision transformer, such as dinov2_vits14, dofa, prithvi or clay_v1_5"));
    }
    List<FeatureMaps> maps = new ArrayList<>();
    NDArray weights =
        ops.lastAttention(() -> maps.add(encoder.encode(image)))
            .orElseThrow(() -> new IllegalStateException("the encoder ran no attention"));
    String script = layout.classToken() ? OF_CLASS_TOKEN : OF_ALL;
    float[] shares = ops.call(script, weights).toFloatArray();
    Shape map = maps.get(0).last().getShape();
    int rows = Math.toIntExact(map.get(map.dimension() - 2));
    int columns = Math.toIntExact(map.get(map.dimension() - 1));
    int heads = Math.toIntExact(weights.getShape().get(1));
    int tokens = shares.length / heads;
    int repeats = (tokens - layout.leading()) / (rows * columns);
    if (repeats * rows * columns != tokens - layout.leading()) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "%d tokens after %d others are no %d × %d patches",
              tokens - layout.leading(),
              layout.leading(),
              rows,
              columns));
    }
    List<HeadAttention> all = new ArrayList<>();
    for (int head = 0; head < heads; head++) {
      float[] own = Arrays.copyOfRange(shares, head * tokens, (head + 1) * tokens);
      all.add(head(own, layout, rows, columns));
    }
    return new ImageAttention(all, query(layout, weights.getShape(), repeats));
  }

  private static HeadAttention head(float[] shares, TokenLayout layout, int rows, int columns) {
    double[] patches = new double[rows * columns];
    int after = shares.length - layout.leading();
    int repeats = after / patches.length;
    for (int i = 0; i < after; i++) {
      int patch = layout.adjacent() ? i / repeats : i % patches.length;
      patches[patch] += shares[layout.leading() + i];
    }
    double[] leading = new double[layout.leading()];
    Arrays.setAll(leading, i -> shares[i]);
    return new HeadAttention(rows, columns, patches, leading);
  }

  private static String query(TokenLayout layout, Shape weights, int repeats) {
    StringBuilder text =
        new StringBuilder(
            layout.classToken() ? "the class token" : "the mean of all tokens (no class token)");
    if (repeats > 1) {
      text.append(", summed over the ").append(repeats).append(" tokens of each patch");
    }
    if (weights.get(0) > 1) {
      text.append(", mean over ").append(weights.get(0)).append(" dates");
    }
    return text.toString();
  }
}
