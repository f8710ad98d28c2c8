package org.eobench.decoders;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.eobench.core.decoder.Decoder;
import org.eobench.core.encoder.EncoderSpec;
import org.eobench.decoders.neck.FeatureLevels;

/** A pyramid of three maps, and what a decoder takes of each. */
public final class PyramidOfThree {
  private static final int SIDE = 32;

  /** The encoder. */
  public static final EncoderSpec SPEC =
      Fixture.spec(
          SIDE,
          true,
          List.of(
              new EncoderSpec.Level(4, 4),
              new EncoderSpec.Level(6, 8),
              new EncoderSpec.Level(8, 16)));

  private PyramidOfThree() {}

  /** Logits; the map of the level counted from 1, if any, is another one. */
  public static float[] decode(Fixture fixture, Decoder decoder, int changed) {
    NDArray[] maps = new NDArray[SPEC.levels().size()];
    for (int i = 0; i < maps.length; i++) {
      EncoderSpec.Level level = SPEC.levels().get(i);
      int side = SIDE / level.stride();
      maps[i] = fixture.map(level.width(), side, side, changed == i + 1 ? 9 : i);
    }
    return decoder.decode(Fixture.maps(maps), SIDE, SIDE).toFloatArray();
  }

  /** Makes a decoder of some levels of {@link #SPEC}, always with the same weights. */
  @FunctionalInterface
  public interface Maker {
    Decoder of(FeatureLevels levels);
  }

  /** Asserts that each of the three maps changes the logits. */
  public static void requireEveryLevel(Fixture fixture, Maker maker) {
    float[] before = decode(fixture, maker.of(FeatureLevels.ALL), 0);
    for (int level = 1; level <= 3; level++) {
      assertThat(decode(fixture, maker.of(FeatureLevels.ALL), level))
          .as("level %d", level)
          .isNotEqualTo(before);
    }
  }

  /** Asserts that the deepest map alone changes the logits. */
  public static void requireDeepestAlone(Fixture fixture, Maker maker) {
    float[] before = decode(fixture, maker.of(FeatureLevels.LAST), 0);
    for (int level = 1; level <= 2; level++) {
      assertThat(decode(fixture, maker.of(FeatureLevels.LAST), level))
          .as("level %d", level)
          .isEqualTo(before);
    }
    assertThat(decode(fixture, maker.of(FeatureLevels.LAST), 3)).isNotEqualTo(before);
  }
}
