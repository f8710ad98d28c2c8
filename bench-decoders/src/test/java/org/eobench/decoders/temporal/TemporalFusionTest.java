package org.eobench.decoders.temporal;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.eobench.core.dataset.Acquisition;
import org.eobench.core.decoder.DecoderContext;
import org.eobench.core.encoder.EncoderSpec;
import org.eobench.core.encoder.FeatureMaps;
import org.eobench.core.error.BenchException;
import org.eobench.core.nn.torch.Precision;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.weights.Weights;
import org.eobench.decoders.temporal.TemporalKeys.MissingDates;
import org.eobench.decoders.temporal.TemporalKeys.Positions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TemporalFusionTest {
  private NDManager manager;
  private TorchOps ops;

  @BeforeEach
  void open() {
    manager = NDManager.newBaseManager(Device.cpu());
    ops = new TorchOps(manager, Precision.FP32);
  }

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void passesMapsOfAnEncoderThatMergesDatesUnchanged() {
    for (TemporalStrategy strategy : TemporalStrategy.values()) {
      TemporalFusion fusion = new TemporalFusion(context(2, false, 16), keys(strategy));
      NDArray map = manager.arange(64f).reshape(1, 16, 2, 2);
      assertThat(fusion.tensors()).as(strategy.name()).isEmpty();
      assertThat(fusion.levels().get(0).width()).isEqualTo(16);
      assertThat(fusion.forward(new FeatureMaps(List.of(map))).last()).isSameAs(map);
    }
  }

  @Test
  void subtractsTheFirstDateFromTheSecond() {
    assertThat(fused(TemporalStrategy.DIFFERENCE, 1, 5, 2, 7)).containsExactly(4, 5);
  }

  @Test
  void putsAllFeaturesOfTheFirstDateFirst() {
    assertThat(fused(TemporalStrategy.CONCATENATION, 1, 5, 2, 7)).containsExactly(1, 2, 5, 7);
    TemporalFusion fusion =
        new TemporalFusion(context(2, true, 3), keys(TemporalStrategy.CONCATENATION));
    assertThat(fusion.levels().get(0).width()).isEqualTo(6);
  }

  @Test
  void takesTheMeanAndTheLargestOverDates() {
    assertThat(fused(TemporalStrategy.MEAN, 1, 5, 2, 8)).containsExactly(3, 5);
    assertThat(fused(TemporalStrategy.MAX, 1, 5, 9, 8)).containsExactly(5, 9);
  }

  @Test
  void weighsDatesAlikeForAllFeatures() {
    TemporalFusion fusion = new TemporalFusion(context(2, true, 2), keys(TemporalStrategy.LINEAR));
    assertThat(fusion.tensors().keySet()).containsExactly("tmap.weight", "tmap.bias");
    requireNonNull(fusion.tensors().get("tmap.weight"))
        .set(manager.create(new float[] {10, -1}, new Shape(1, 2)));
    requireNonNull(fusion.tensors().get("tmap.bias")).set(manager.create(new float[] {0.5f}));
    assertThat(fusion.forward(maps(1, 5, 2, 7)).last().toFloatArray()).containsExactly(5.5f, 13.5f);
  }

  @Test
  void widensLevelsToOneWidthForAttention() {
    TemporalFusion fusion =
        new TemporalFusion(context(3, true, 8, 32), keys(TemporalStrategy.LTAE));
    assertThat(fusion.levels()).extracting(EncoderSpec.Level::width).containsExactly(32, 32);
    assertThat(fusion.tensors().keySet())
        .contains(
            "ltae_adaptor.convs.0.weight",
            "ltae_adaptor.convs.1.bias",
            "tmap.inconv.weight",
            "tmap.attention_heads.Q",
            "tmap.mlp.1.running_mean");
    Weights.initialize(fusion.tensors(), manager, 3);
    NDArray fine = manager.ones(new Shape(1, 8, 3, 5, 3));
    NDArray coarse = manager.ones(new Shape(1, 32, 3, 2, 1));
    List<NDArray> levels = fusion.forward(new FeatureMaps(List.of(fine, coarse))).levels();
    assertThat(levels)
        .extracting(NDArray::getShape)
        .containsExactly(new Shape(1, 32, 5, 3), new Shape(1, 32, 2, 1));
  }

  @Test
  void sharesOneAttentionOfThePublishedSize() {
    TemporalFusion fusion =
        new TemporalFusion(context(3, true, 768, 768, 768, 768), keys(TemporalStrategy.LTAE));
    long count =
        fusion.tensors().values().stream()
            .filter(tensor -> !tensor.isBuffer())
            .mapToLong(tensor -> tensor.shape().size())
            .sum();
    assertThat(count).isEqualTo(40_579_970L - 39_344_898L);
  }

  @Test
  void refusesSeveralDatesWithoutAStrategy() {
    assertThatThrownBy(() -> new TemporalFusion(context(3, true, 16), keys(TemporalStrategy.NONE)))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("takes one date, but the encoder returns 3")
        .hasMessageContaining("multi_temporal_strategy");
  }

  @Test
  void refusesToCompareOtherThanTwoDates() {
    for (int frames : new int[] {1, 3}) {
      for (TemporalStrategy strategy :
          List.of(TemporalStrategy.DIFFERENCE, TemporalStrategy.CONCATENATION)) {
        assertThatThrownBy(
                () -> new TemporalFusion(context(frames, frames > 1, 16), keys(strategy)))
            .isInstanceOf(BenchException.class)
            .hasMessageContaining("requires 2 dates, but the data set has " + frames);
      }
    }
  }

  @Test
  void refusesFeaturesThatHeadsCannotShare() {
    assertThatThrownBy(
            () -> new TemporalFusion(context(2, true, 16, 24), keys(TemporalStrategy.LTAE)))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("16 heads of ltae cannot divide 24 features");
  }

  @Test
  void refusesDatesThatNobodyKnows() {
    TemporalKeys dated =
        new TemporalKeys(TemporalStrategy.LTAE, MissingDates.LEFT_OUT, Positions.DATES, 0, 0);
    TemporalFusion fusion = new TemporalFusion(context(2, true, 16), dated);
    Weights.initialize(fusion.tensors(), manager, 1);
    FeatureMaps maps = new FeatureMaps(List.of(manager.ones(new Shape(2, 16, 2, 1, 1))));
    assertThatThrownBy(() -> fusion.forward(maps))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("0 dates for 2 frames")
        .hasMessageContaining("ltae_positions=order");
    LocalDateTime day = LocalDateTime.of(2021, 5, 1, 12, 0);
    Acquisition full = new Acquisition(List.of(day, day.plusDays(3)), null, null);
    assertThatThrownBy(() -> fusion.forward(maps.taken(List.of(full, Acquisition.UNKNOWN))))
        .hasMessageContaining("0 dates for 2 frames")
        .hasMessageContaining("sample 1");
    TemporalKeys counting =
        new TemporalKeys(TemporalStrategy.LTAE, MissingDates.COUNTED, Positions.DATES, 0, 0);
    TemporalFusion counts = new TemporalFusion(context(2, true, 16), counting);
    Weights.initialize(counts.tensors(), manager, 1);
    Acquisition partial = new Acquisition(List.of(day), null, null);
    assertThatThrownBy(() -> counts.forward(maps.taken(List.of(full, partial))))
        .hasMessageContaining("1 dates for 2 frames")
        .hasMessageContaining("sample 1");
  }

  /** A series of three dates and one of two dates with padding, {@code [2,D,3,1,1]}. */
  private FeatureMaps padded(int width, float padding) {
    float[] values = new float[2 * width * 3];
    for (int i = 0; i < values.length; i++) {
      boolean missing = i >= 3 * width && i % 3 == 2;
      values[i] = missing ? padding : (float) Math.sin(i);
    }
    LocalDateTime day = LocalDateTime.of(2021, 5, 1, 12, 0);
    List<LocalDateTime> dates = List.of(day, day.plusDays(10), day.plusDays(30));
    return new FeatureMaps(List.of(manager.create(values, new Shape(2, width, 3, 1, 1))))
        .taken(
            List.of(
                new Acquisition(dates, null, null),
                new Acquisition(dates.subList(0, 2), null, null)));
  }

  /** The first of them alone. */
  private FeatureMaps complete(int width) {
    FeatureMaps both = padded(width, 0);
    return new FeatureMaps(List.of(both.last().get("0:1")))
        .taken(both.acquisitions().subList(0, 1));
  }

  @Test
  void leavesMissingDatesOut() {
    for (Positions positions : Positions.values()) {
      for (TemporalStrategy strategy :
          List.of(
              TemporalStrategy.MEAN,
              TemporalStrategy.MAX,
              TemporalStrategy.LINEAR,
              TemporalStrategy.STACK,
              TemporalStrategy.LTAE)) {
        TemporalKeys keys = new TemporalKeys(strategy, MissingDates.LEFT_OUT, positions, 0, 0);
        TemporalFusion fusion = new TemporalFusion(context(3, true, 32), keys);
        Weights.initialize(fusion.tensors(), manager, 3);
        float[] once = fusion.forward(padded(32, 0)).last().toFloatArray();
        assertThat(fusion.forward(padded(32, 50)).last().toFloatArray())
            .as("%s with other padding, positions %s", strategy, positions)
            .isEqualTo(once);
        assertThat(Arrays.copyOf(once, once.length / 2))
            .as("%s of the complete series beside a shorter one", strategy)
            .usingComparatorWithPrecision(1e-4f)
            .containsExactly(fusion.forward(complete(32)).last().toFloatArray());
        TemporalKeys counting = new TemporalKeys(strategy, MissingDates.COUNTED, positions, 0, 0);
        if (strategy != TemporalStrategy.LTAE) {
          TemporalFusion counts = new TemporalFusion(context(3, true, 32), counting);
          Weights.initialize(counts.tensors(), manager, 3);
          assertThat(counts.forward(padded(32, 50)).last().toFloatArray())
              .as("%s that counts the padding", strategy)
              .isNotEqualTo(once);
        }
      }
    }
  }

  @Test
  void takesTheMeanAndTheLargestOfTheDatesThereAre() {
    float[] values = {1, 5, 9, -2, -8, 70};
    LocalDateTime day = LocalDateTime.of(2021, 5, 1, 12, 0);
    FeatureMaps maps =
        new FeatureMaps(List.of(manager.create(values, new Shape(2, 1, 3, 1, 1))))
            .taken(
                List.of(
                    Acquisition.UNKNOWN,
                    new Acquisition(List.of(day, day.plusDays(1)), null, null)));
    TemporalFusion mean = new TemporalFusion(context(3, true, 1), keys(TemporalStrategy.MEAN));
    assertThat(mean.forward(maps).last().toFloatArray()).containsExactly(5, -5);
    TemporalFusion max = new TemporalFusion(context(3, true, 1), keys(TemporalStrategy.MAX));
    assertThat(max.forward(maps).last().toFloatArray()).containsExactly(9, -2);
  }

  @Test
  void refusesToCompareADateWithAMissingOne() {
    LocalDateTime day = LocalDateTime.of(2021, 5, 1, 12, 0);
    TemporalFusion fusion =
        new TemporalFusion(context(2, true, 2), keys(TemporalStrategy.DIFFERENCE));
    FeatureMaps one = maps(1, 5, 2, 7).taken(List.of(new Acquisition(List.of(day), null, null)));
    assertThatThrownBy(() -> fusion.forward(one))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("[Bench/MissingDate] a sample of the batch has one date");
  }

  @Test
  void refusesSharesOutOfRange() {
    assertThatThrownBy(
            () ->
                new TemporalKeys(
                    TemporalStrategy.LTAE, MissingDates.LEFT_OUT, Positions.NONE, 1, 0))
        .hasMessageContaining("ltae_attention_dropout=1.0");
    assertThatThrownBy(
            () ->
                new TemporalKeys(
                    TemporalStrategy.LTAE, MissingDates.LEFT_OUT, Positions.NONE, 0, -0.1))
        .hasMessageContaining("ltae_dropout=-0.1");
  }

  private float[] fused(TemporalStrategy strategy, float... values) {
    TemporalFusion fusion = new TemporalFusion(context(2, true, 2), keys(strategy));
    return fusion.forward(maps(values)).last().toFloatArray();
  }

  /** Two features at two dates at one position, feature by feature. */
  private FeatureMaps maps(float... values) {
    return new FeatureMaps(List.of(manager.create(values, new Shape(1, 2, 2, 1, 1))));
  }

  private static TemporalKeys keys(TemporalStrategy strategy) {
    return new TemporalKeys(strategy, MissingDates.LEFT_OUT, Positions.NONE, 0, 0);
  }

  private DecoderContext context(int frames, boolean series, int... widths) {
    List<EncoderSpec.Level> levels = new ArrayList<>();
    for (int width : widths) {
      levels.add(new EncoderSpec.Level(width, 8));
    }
    Map<String, List<String>> bands = Map.of("optical", List.of("B4"));
    return new DecoderContext(
        ops, new EncoderSpec(bands, 64, levels, series, series, false), 2, frames);
  }
}
