package org.eobench.encoders.unet;

import java.util.List;
import java.util.Locale;
import org.eobench.core.config.bind.Inline;
import org.eobench.core.encoder.EncoderConfig;
import org.eobench.core.encoder.EncoderKeys;

/**
 * Config of the U-Net encoder.
 *
 * @param keys the keys of every encoder
 * @param inputSize side in pixels of evaluation tiles; the encoder accepts images of any size
 * @param topology widths of the maps, from shallow to deep; an additional deepest map has the last
 *     width again
 * @param timeMerging whether the encoder takes several dates, which its first block merges into one
 *     image
 */
public record UNetConfig(
    @Inline EncoderKeys keys, int inputSize, List<Integer> topology, boolean timeMerging)
    implements EncoderConfig {
  private static final int MOST_LEVELS = 8;

  public UNetConfig {
    topology = List.copyOf(topology);
    require(
        !topology.isEmpty()
            && topology.size() <= MOST_LEVELS
            && topology.stream().allMatch(width -> width > 0),
        String.format(
            Locale.ROOT, "topology=%s must list 1 to %d positive widths", topology, MOST_LEVELS));
    int smallest = 1 << topology.size();
    require(
        inputSize >= smallest,
        String.format(
            Locale.ROOT,
            "input_size=%d must be at least %d: the map is halved %d times",
            inputSize,
            smallest,
            topology.size()));
  }

  /** Stride of the deepest map. */
  int deepestStride() {
    return 1 << topology.size();
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
