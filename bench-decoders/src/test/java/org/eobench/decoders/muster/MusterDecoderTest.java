package org.eobench.decoders.muster;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.eobench.core.encoder.EncoderSpec;
import org.eobench.core.error.BenchException;
import org.eobench.core.nn.Parameter;
import org.eobench.decoders.Fixture;
import org.eobench.decoders.PyramidOfThree;
import org.eobench.decoders.muster.MusterDecoderConfig.PositionBiasInit;
import org.eobench.decoders.neck.FeatureLevels;
import org.eobench.decoders.neck.InterpMethod;
import org.eobench.decoders.temporal.TemporalKeys;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MusterDecoderTest {
  private static final List<Integer> FOUR = List.of(2, 2, 2, 2);

  private final Fixture fixture = new Fixture();

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void hasTheOriginalsNumberOfParameters() {
    MusterDecoder decoder =
        new MusterDecoder(
            config(256, 12, 4, FOUR, List.of(32, 16, 8, 4), FeatureLevels.ALL, 0.1),
            fixture.context(Fixture.plain(768, 16, 224), 2));
    assertThat(Fixture.parameters(decoder)).isEqualTo(119_190_906);
  }

  @Test
  void takesTheMapsOfAResNetAsTheyAre() {
    EncoderSpec resnet50 =
        Fixture.spec(
            224,
            true,
            List.of(
                new EncoderSpec.Level(256, 4),
                new EncoderSpec.Level(512, 8),
                new EncoderSpec.Level(1024, 16),
                new EncoderSpec.Level(2048, 32)));
    Map<String, Parameter> tensors =
        new MusterDecoder(
                config(512, 12, 4, FOUR, List.of(32, 16, 8, 4), FeatureLevels.ALL, 0.1),
                fixture.context(resnet50, 2))
            .tensors();
    assertThat(tensors.keySet()).noneMatch(name -> name.startsWith("neck."));
    // As the authors have it: what is joined, 2 x 2048 wide, is mixed and keeps its width.
    Parameter mixing = requireNonNull(tensors.get("muster.stages.0.conv.conv.weight"));
    assertThat(mixing.shape().getShape()).containsExactly(4096, 4096, 1, 1);
  }

  @Test
  void everyLevelCounts() {
    PyramidOfThree.requireEveryLevel(fixture, levels -> pyramid(levels, 0));
  }

  @Test
  void onlyTheDeepestCountsWhenAsked() {
    PyramidOfThree.requireDeepestAlone(fixture, levels -> pyramid(levels, 0));
  }

  @Test
  void dropsPathsInTraining() {
    assertThat(training(0.5, 1)).isEqualTo(training(0.5, 1)).isNotEqualTo(training(0.5, 2));
    assertThat(training(0, 1)).isEqualTo(training(0, 2));
  }

  @Test
  void refusesHeadsThatDoNotDivideAndNamesTheNearest() {
    assertThatThrownBy(
            () ->
                small(
                    List.of(1, 1, 1), List.of(5, 2, 1), FeatureLevels.ALL, 0, PyramidOfThree.SPEC))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("5 attention heads do not divide a map of width 8")
        .hasMessageContaining("such as 4");
  }

  @Test
  void refusesMoreLevelsThanStages() {
    assertThatThrownBy(
            () -> small(List.of(1, 1), List.of(2, 1), FeatureLevels.ALL, 0, PyramidOfThree.SPEC))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("3 levels")
        .hasMessageContaining("decoder.num_heads");
  }

  @Test
  void refusesWidthsThatNoNeckCanQuarter() {
    var odd = Fixture.spec(32, false, Collections.nCopies(4, new EncoderSpec.Level(6, 8)));
    assertThatThrownBy(
            () -> small(List.of(1, 1, 1, 1), List.of(1, 1, 1, 1), FeatureLevels.ALL, 0, odd))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("a map of width 6")
        .hasMessageContaining("multiple of 4");
  }

  @Test
  void refusesConfigsOutOfRange() {
    List<Integer> one = List.of(1);
    assertThatThrownBy(() -> config(0, 4, 2, one, one, FeatureLevels.ALL, 0))
        .hasMessageContaining("channels=0");
    assertThatThrownBy(() -> config(8, 0, 2, one, one, FeatureLevels.ALL, 0))
        .hasMessageContaining("window_size=0");
    assertThatThrownBy(() -> config(8, 4, Double.NaN, one, one, FeatureLevels.ALL, 0))
        .hasMessageContaining("mlp_ratio=NaN");
    assertThatThrownBy(() -> config(8, 4, 2, one, List.of(), FeatureLevels.ALL, 0))
        .hasMessageContaining("num_heads=[]");
    assertThatThrownBy(() -> config(8, 4, 2, one, List.of(1, 2), FeatureLevels.ALL, 0))
        .hasMessageContaining("one number per stage");
    assertThatThrownBy(() -> config(8, 4, 2, one, one, FeatureLevels.ALL, 1))
        .hasMessageContaining("drop_path_rate=1.0");
  }

  private static MusterDecoderConfig config(
      int channels,
      int window,
      double ratio,
      List<Integer> depths,
      List<Integer> heads,
      FeatureLevels levels,
      double dropPath) {
    return new MusterDecoderConfig(
        channels,
        window,
        ratio,
        depths,
        heads,
        true,
        dropPath,
        true,
        PositionBiasInit.TRUNC_NORMAL,
        0,
        levels,
        InterpMethod.INTERPOLATE,
        TemporalKeys.NONE);
  }

  private MusterDecoder small(
      List<Integer> depths,
      List<Integer> heads,
      FeatureLevels levels,
      double dropPath,
      EncoderSpec encoder) {
    MusterDecoderConfig config = config(8, 3, 2, depths, heads, levels, dropPath);
    return fixture.seeded(new MusterDecoder(config, fixture.context(encoder, 2)));
  }

  private MusterDecoder pyramid(FeatureLevels levels, double dropPath) {
    return small(List.of(1, 2, 1), List.of(2, 2, 1), levels, dropPath, PyramidOfThree.SPEC);
  }

  private float[] training(double dropPath, long seed) {
    MusterDecoder decoder = pyramid(FeatureLevels.ALL, dropPath);
    decoder.setTraining(true);
    fixture.ops().seed(seed);
    return PyramidOfThree.decode(fixture, decoder, 0);
  }
}
