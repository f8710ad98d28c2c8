package org.eobench.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eobench.core.encoder.EncoderSpec;

/** Encoders of which only the spec is known, for {@link DecoderContract}. Images have 64 pixels. */
public enum EncoderStub {
  /** Four equal maps of a plain transformer: patches of 8, width 16. */
  PLAIN(false, 16, 8, 16, 8, 16, 8, 16, 8),
  /** Three such maps. */
  PLAIN_THREE(false, 16, 8, 16, 8, 16, 8),
  /** One such map. */
  PLAIN_ONE(false, 16, 8),
  /** Four maps of one size whose widths differ. */
  UNEVEN(false, 8, 8, 12, 8, 16, 8, 24, 8),
  /** A pyramid with strides 4 to 32 and growing widths. */
  PYRAMID(true, 8, 4, 12, 8, 16, 16, 24, 32),
  /** The maps of a U-Net: strides 1 to 16, of which the two deepest have one width. */
  UNET(true, 4, 1, 6, 2, 8, 4, 12, 8, 12, 16);

  private static final int INPUT_SIZE = 64;

  private final EncoderSpec spec;

  /**
   * @param sizes width and stride of each level in turn, shallow to deep
   */
  EncoderStub(boolean pyramid, int... sizes) {
    List<EncoderSpec.Level> levels = new ArrayList<>();
    for (int i = 0; i < sizes.length; i += 2) {
      levels.add(new EncoderSpec.Level(sizes[i], sizes[i + 1]));
    }
    spec =
        new EncoderSpec(
            Map.of("optical", List.of("B4")), INPUT_SIZE, levels, false, false, pyramid);
  }

  /** What a decoder may know of it. */
  public EncoderSpec spec() {
    return spec;
  }
}
