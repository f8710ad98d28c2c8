package org.eobench.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eobench.core.encoder.EncoderSpec;

/** Encoders that only have a spec, for {@link DecoderContract}. Images have 64 × 64 pixels. */
public enum EncoderStub {
  /** Four equal maps of a plain transformer: patch size 8, width 16. */
  PLAIN(1, false, 16, 8, 16, 8, 16, 8, 16, 8),
  /** Three such maps. */
  PLAIN_THREE(1, false, 16, 8, 16, 8, 16, 8),
  /** One such map. */
  PLAIN_ONE(1, false, 16, 8),
  /** Four maps of equal size and different widths. */
  UNEVEN(1, false, 8, 8, 12, 8, 16, 8, 24, 8),
  /** A pyramid with strides 4 to 32 and growing widths. */
  PYRAMID(1, true, 8, 4, 12, 8, 16, 16, 24, 32),
  /** The maps of a U-Net: strides 1 to 16; the two deepest maps have the same width. */
  UNET(1, true, 4, 1, 6, 2, 8, 4, 12, 8, 12, 16),
  /** One map of a hierarchical encoder. */
  PYRAMID_ONE(1, true, 12, 16),
  /** A pyramid of three levels. */
  PYRAMID_THREE(1, true, 8, 4, 16, 8, 32, 16),
  /** A pyramid whose levels have the same width. */
  PYRAMID_EVEN(1, true, 16, 4, 16, 8, 16, 16, 16, 32),
  /** {@link #PLAIN} with two dates. */
  PAIR(2, false, 16, 8, 16, 8, 16, 8, 16, 8),
  /** {@link #PLAIN} with three dates. */
  SERIES(3, false, 16, 8, 16, 8, 16, 8, 16, 8),
  /** One map with three dates. */
  SERIES_ONE(3, false, 16, 8),
  /** {@link #PLAIN} of an encoder that merges its three dates itself. */
  MERGED_SERIES(3, false, false, 16, 8, 16, 8, 16, 8, 16, 8),
  /** A pyramid with two dates. */
  PYRAMID_PAIR(2, true, 8, 4, 12, 8, 16, 16, 24, 32),
  /** A pyramid with three dates. */
  PYRAMID_SERIES(3, true, 8, 4, 16, 8, 24, 16, 32, 32);

  private static final int INPUT_SIZE = 64;

  private final int frames;
  private final EncoderSpec spec;

  /**
   * @param frames dates of its images, which its maps keep
   * @param sizes alternating width and stride of each level, from shallow to deep
   */
  EncoderStub(int frames, boolean pyramid, int... sizes) {
    this(frames, frames > 1, pyramid, sizes);
  }

  /**
   * @param apart whether each date has its own maps
   */
  EncoderStub(int frames, boolean apart, boolean pyramid, int... sizes) {
    this.frames = frames;
    List<EncoderSpec.Level> levels = new ArrayList<>();
    for (int i = 0; i < sizes.length; i += 2) {
      levels.add(new EncoderSpec.Level(sizes[i], sizes[i + 1]));
    }
    boolean series = frames > 1;
    spec =
        new EncoderSpec(
            Map.of("optical", List.of("B4")), INPUT_SIZE, levels, series, apart, pyramid);
  }

  /** T, the number of dates of its images. */
  public int frames() {
    return frames;
  }

  /** The spec for decoders. */
  public EncoderSpec spec() {
    return spec;
  }
}
