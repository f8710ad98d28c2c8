package org.eobench.decoders.segformer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.eobench.core.encoder.EncoderSpec;
import org.eobench.decoders.Fixture;
import org.eobench.decoders.neck.FeatureLevels;
import org.eobench.decoders.neck.Mixing;
import org.eobench.decoders.temporal.TemporalKeys;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SegFormerDecoderTest {
  private static final EncoderSpec PYRAMID =
      Fixture.spec(
          32,
          true,
          List.of(
              new EncoderSpec.Level(4, 4),
              new EncoderSpec.Level(6, 8),
              new EncoderSpec.Level(8, 16)));

  private final Fixture fixture = new Fixture();

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void hasTheOriginalsNumberOfParameters() {
    for (FeatureLevels levels : FeatureLevels.values()) {
      SegFormerDecoder decoder =
          new SegFormerDecoder(
              new SegFormerDecoderConfig(512, 0.1, levels, Mixing.FAST, TemporalKeys.NONE),
              fixture.context(Fixture.plain(768, 16, 224), 2));
      assertThat(Fixture.parameters(decoder)).isEqualTo(9_709_314);
      assertThat(decoder.tensors().keySet())
          .contains("neck.ops.0.3.weight", "convs.3.bn.weight", "fusion_conv.conv.weight");
    }
  }

  @Test
  void everyLevelCounts() {
    float[] before = decode(FeatureLevels.ALL, 0);
    for (int level = 1; level <= 3; level++) {
      assertThat(decode(FeatureLevels.ALL, level)).as("level %d", level).isNotEqualTo(before);
    }
  }

  @Test
  void onlyTheDeepestCountsWhenAsked() {
    float[] before = decode(FeatureLevels.LAST, 0);
    assertThat(decode(FeatureLevels.LAST, 1)).isEqualTo(before);
    assertThat(decode(FeatureLevels.LAST, 2)).isEqualTo(before);
    assertThat(decode(FeatureLevels.LAST, 3)).isNotEqualTo(before);
  }

  @Test
  void aPyramidNeedsNoNeck() {
    assertThat(decoder(FeatureLevels.ALL).tensors().keySet())
        .noneMatch(name -> name.startsWith("neck."));
  }

  @Test
  void dropsChannelsInTraining() {
    assertThat(training(1)).isNotEqualTo(training(2));
    assertThat(training(1)).isEqualTo(training(1));
  }

  @Test
  void refusesChannelsAndDropoutOutOfRange() {
    assertThatThrownBy(
            () ->
                new SegFormerDecoderConfig(0, 0, FeatureLevels.ALL, Mixing.FAST, TemporalKeys.NONE))
        .hasMessageContaining("channels=0");
    assertThatThrownBy(
            () ->
                new SegFormerDecoderConfig(
                    8, Double.NaN, FeatureLevels.ALL, Mixing.FAST, TemporalKeys.NONE))
        .hasMessageContaining("dropout=NaN");
  }

  private SegFormerDecoder decoder(FeatureLevels levels) {
    var config = new SegFormerDecoderConfig(8, 0.5, levels, Mixing.FAST, TemporalKeys.NONE);
    return fixture.seeded(new SegFormerDecoder(config, fixture.context(PYRAMID, 2)));
  }

  private float[] training(long seed) {
    SegFormerDecoder decoder = decoder(FeatureLevels.ALL);
    decoder.setTraining(true);
    fixture.ops().seed(seed);
    return decode(decoder, 0);
  }

  /** Logits in evaluation mode; the map of the level counted from 1, if any, is another one. */
  private float[] decode(FeatureLevels levels, int changed) {
    return decode(decoder(levels), changed);
  }

  private float[] decode(SegFormerDecoder decoder, int changed) {
    NDArray[] maps = new NDArray[3];
    for (int i = 0; i < 3; i++) {
      int side = 32 / PYRAMID.levels().get(i).stride();
      maps[i] = fixture.map(PYRAMID.levels().get(i).width(), side, side, changed == i + 1 ? 9 : i);
    }
    return decoder.decode(Fixture.maps(maps), 32, 32).toFloatArray();
  }
}
