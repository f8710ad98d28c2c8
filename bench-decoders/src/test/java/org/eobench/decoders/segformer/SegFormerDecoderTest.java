package org.eobench.decoders.segformer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.eobench.decoders.Fixture;
import org.eobench.decoders.PyramidOfThree;
import org.eobench.decoders.neck.FeatureLevels;
import org.eobench.decoders.neck.Mixing;
import org.eobench.decoders.temporal.TemporalKeys;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SegFormerDecoderTest {
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
    PyramidOfThree.requireEveryLevel(fixture, this::decoder);
  }

  @Test
  void onlyTheDeepestCountsWhenAsked() {
    PyramidOfThree.requireDeepestAlone(fixture, this::decoder);
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
    return fixture.seeded(new SegFormerDecoder(config, fixture.context(PyramidOfThree.SPEC, 2)));
  }

  private float[] training(long seed) {
    SegFormerDecoder decoder = decoder(FeatureLevels.ALL);
    decoder.setTraining(true);
    fixture.ops().seed(seed);
    return PyramidOfThree.decode(fixture, decoder, 0);
  }
}
