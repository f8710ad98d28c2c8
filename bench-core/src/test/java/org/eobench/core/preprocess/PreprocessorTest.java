package org.eobench.core.preprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.eobench.core.dataset.BandStats;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.Image;
import org.eobench.core.dataset.MissingPixels;
import org.eobench.core.dataset.MissingPixels.Rule;
import org.eobench.core.dataset.Sample;
import org.eobench.core.error.BenchException;
import org.eobench.core.testing.Encoders;
import org.eobench.core.testing.MemoryDataset;
import org.junit.jupiter.api.Test;

class PreprocessorTest {
  private static final BandStats STATS =
      new BandStats(List.of(100.0, 200.0, 300.0), List.of(1.0, 2.0, 4.0), List.of(), List.of());
  private static final StepContext CONTEXT =
      Chips.context(
          2,
          Map.of("optical", List.of("B2", "B3", "B4"), "sar", List.of("VV")),
          Map.of("optical", List.of("B4", "B8", "B2")),
          Map.of("optical", STATS));
  private static final List<Function<StepContext, PreprocessStep>> CHAIN =
      List.of(
          start -> new RandomCrop(start, new PixelSize(2, 2), false),
          BandFilter::new,
          start -> new Normalize(start, Normalization.MEAN_STD),
          start -> new BandPadding(start, 0, false));

  @Test
  void givesTheSameWhetherUnneededBandsAreReadOrNot() {
    Preprocessor all = new Preprocessor(CONTEXT, CHAIN);
    Preprocessor narrow = all.narrowed();
    Sample full = Chips.sample(Map.of("optical", 3, "sar", 1), 5, 5);

    assertThat(narrow.input().bands()).isEqualTo(Map.of("optical", List.of("B2", "B4")));
    StepContext only = new StepContext(CONTEXT.images(), CONTEXT.encoder(), CropPosition.DRAWN);
    Sample needed =
        new BandFilter(
                new StepContext(
                    only.images(),
                    org.eobench.core.testing.Encoders.taking(
                        2, Map.of("optical", List.of("B2", "B4"))),
                    CropPosition.DRAWN))
            .apply(full, SampleRandom.of(1, 0, 0));

    assertThat(Chips.image(narrow.apply(needed, SampleRandom.of(1, 2, 3)), "optical").data())
        .containsExactly(Chips.image(all.apply(full, SampleRandom.of(1, 2, 3)), "optical").data());
    assertThat(narrow.output().padded()).isEqualTo(Map.of("optical", List.of("B8")));
  }

  private static float[] preprocessed(Normalization kind, MissingPixels missing) {
    BandStats stats = new BandStats(List.of(4.0), List.of(2.0), List.of(0.0), List.of(8.0));
    DatasetSpec plain = MemoryDataset.spec(Map.of("optical", List.of("B2")), Map.of());
    DatasetSpec spec =
        new DatasetSpec(
            plain.name(),
            1,
            plain.task(),
            plain.quantity(),
            plain.bands(),
            Map.of("optical", stats),
            plain.classes(),
            -1,
            List.of(),
            0,
            1,
            "",
            "",
            missing);
    StepContext start =
        new StepContext(
            ImageSpec.of(spec),
            Encoders.taking(2, Map.of("optical", List.of("B2"))),
            CropPosition.DRAWN);
    Preprocessor chain =
        new Preprocessor(start, List.of(BandFilter::new, context -> new Normalize(context, kind)));
    Sample sample = Chips.sample(Map.of("optical", 1), 1, 2);
    Chips.image(sample, "optical").data()[0] = Float.NaN;
    float[] given = Chips.image(sample, "optical").data();
    float[] got = Chips.image(chain.apply(sample, SampleRandom.of(1, 0, 0)), "optical").data();
    assertThat(given[0]).as("the sample it was given").isNaN();
    return got;
  }

  @Test
  void fillsPixelsWithoutDataAfterNormalisingWithTheMeanOrTheGivenValue() {
    MissingPixels zero =
        new MissingPixels(Rule.IGNORE, Map.of("optical", MissingPixels.Fill.of(0)));

    assertThat(preprocessed(Normalization.MEAN_STD, MissingPixels.IGNORED)[0]).isZero();
    assertThat(preprocessed(Normalization.MIN_MAX, MissingPixels.IGNORED)[0]).isEqualTo(0.5f);
    assertThat(preprocessed(Normalization.MEAN_STD, zero)[0]).isEqualTo(-2);
  }

  /** With two dates, so that a value of one band is not taken for the other. */
  @Test
  void fillsEachBandWithItsOwnMean() {
    Map<String, List<String>> bands = Map.of("optical", List.of("B2", "B3"));
    BandStats stats = new BandStats(List.of(3.0, 5.0), List.of(1.0, 1.0), List.of(), List.of());
    StepContext start = Chips.context(1, bands, bands, Map.of("optical", stats));
    Image series = new Image(new float[] {1, Float.NaN, Float.NaN, 2}, 2, 2, 1, 1);
    Sample sample = Chips.sample(Map.of("optical", 2), 1, 1).with(Map.of("optical", series));

    Sample ready =
        new Preprocessor(start, List.of(BandFilter::new)).apply(sample, SampleRandom.of(1, 0, 0));

    assertThat(Chips.image(ready, "optical").data()).containsExactly(1, 3, 5, 2);
  }

  @Test
  void readsEverythingForAStepThatMixesBands() {
    PreprocessStep mixing =
        new PreprocessStep() {
          @Override
          public ImageSpec output() {
            return CONTEXT.images();
          }

          @Override
          public Sample apply(Sample sample, RandomGenerator random) {
            return sample;
          }
        };

    Preprocessor chain = new Preprocessor(CONTEXT, List.of(start -> mixing, BandFilter::new));

    assertThat(chain.narrowed().input().bands()).isEqualTo(CONTEXT.images().bands());
  }

  @Test
  void acceptsAChainThatEndsWithTheEncodersBands() {
    assertThatCode(() -> new Preprocessor(CONTEXT, CHAIN).requireFitForEncoder())
        .doesNotThrowAnyException();
  }

  @Test
  void refusesAChainThatDoesNot() {
    Preprocessor chain = new Preprocessor(CONTEXT, CHAIN.subList(0, 2));

    assertThatThrownBy(chain::requireFitForEncoder)
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("[Bench/BandsDoNotFit]")
        .hasMessageContaining("[B4, B8, B2]")
        .hasMessageContaining("[B4, B2]");
  }

  @Test
  void refusesASampleWithOtherChannels() {
    Preprocessor chain = new Preprocessor(CONTEXT, CHAIN);

    assertThatThrownBy(
            () ->
                chain.apply(
                    Chips.sample(Map.of("optical", 2, "sar", 1), 4, 4), SampleRandom.of(1, 0, 0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("chip7 has 2 channels of optical");
  }

  @Test
  void refusesImagesThatNoArrayHoldsBeforeAnyIsRead() {
    List<Function<StepContext, PreprocessStep>> chain =
        List.of(
            start -> new RandomCrop(start, new PixelSize(30_000, 30_000), true),
            start -> new RandomCrop(start, new PixelSize(2, 2), false));

    assertThatThrownBy(() -> new Preprocessor(CONTEXT, chain))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("[Bench/ImageTooLarge]")
        .hasMessageContaining("images of 30000 × 30000 pixels and 4 bands, 14.4 GB each")
        .hasMessageContaining("where: preprocessing");
  }
}
