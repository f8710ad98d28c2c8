package org.eobench.core.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.Image;
import org.eobench.core.dataset.Sample;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.dataset.Split;
import org.eobench.core.decoder.Decoder;
import org.eobench.core.encoder.Encoder;
import org.eobench.core.encoder.EncoderInput;
import org.eobench.core.encoder.EncoderSpec;
import org.eobench.core.encoder.FeatureMaps;
import org.eobench.core.error.BenchException;
import org.eobench.core.inference.InferenceMode;
import org.eobench.core.inference.TestTimeKeys;
import org.eobench.core.loader.DataLoader;
import org.eobench.core.loader.LoaderOptions;
import org.eobench.core.metrics.ChosenMetrics;
import org.eobench.core.metrics.ConfusionMatrix;
import org.eobench.core.metrics.MetricRules;
import org.eobench.core.metrics.ScoreSheet;
import org.eobench.core.metrics.Scores;
import org.eobench.core.metrics.pixels.SegmentationMetrics;
import org.eobench.core.model.EoModel;
import org.eobench.core.nn.torch.Precision;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.preprocess.CropPosition;
import org.eobench.core.preprocess.ImageSpec;
import org.eobench.core.preprocess.Preprocessor;
import org.eobench.core.preprocess.StepContext;
import org.eobench.core.task.ClassKeys;
import org.eobench.core.task.ConfiguredTask;
import org.eobench.core.task.EvaluatorKeys;
import org.eobench.core.task.classification.Classification;
import org.eobench.core.task.classification.ClassificationConfig;
import org.eobench.core.task.segmentation.LabelMap;
import org.eobench.core.task.segmentation.PredictedClasses;
import org.eobench.core.task.segmentation.Segmentation;
import org.eobench.core.task.segmentation.SegmentationConfig;
import org.eobench.core.task.segmentation.SegmentationScoring;
import org.eobench.core.testing.Encoders;
import org.eobench.core.testing.MemoryDataset;
import org.eobench.core.weights.CheckpointLayout;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EvaluatorTest {
  private static final EncoderSpec SPEC =
      Encoders.taking(8, Map.of("optical", MemoryDataset.BANDS));

  private final NDManager manager = NDManager.newBaseManager();
  private final TorchOps ops = new TorchOps(manager, Precision.FP32);

  @AfterEach
  void close() {
    manager.close();
  }

  /** The three bands are the logits of the three classes; every mode it runs in is noted. */
  private static final class PassingEncoder extends Encoder {
    private final List<Boolean> modes = new ArrayList<>();

    @Override
    public EncoderSpec spec() {
      return SPEC;
    }

    @Override
    public FeatureMaps encode(EncoderInput input) {
      modes.add(training());
      return new FeatureMaps(
          List.of(Objects.requireNonNull(input.images().get("optical")).squeeze(2)));
    }

    @Override
    public CheckpointLayout checkpointLayout() {
      throw new UnsupportedOperationException("has no weights");
    }

    @Override
    public boolean isInputLayer(String name) {
      return false;
    }
  }

  private static final class PassingDecoder extends Decoder {
    private final List<Boolean> modes = new ArrayList<>();
    private final UnaryOperator<NDArray> change;

    PassingDecoder(UnaryOperator<NDArray> change) {
      this.change = change;
    }

    @Override
    public NDArray decode(FeatureMaps features, int height, int width) {
      modes.add(training());
      return change.apply(features.last());
    }
  }

  /** The band of the right class is 1 but for the first pixel, where it is another. */
  private static MemoryDataset almostPerfect(int samples, int height, int width) {
    return new MemoryDataset(samples, height, width) {
      @Override
      public Sample read(SampleRef ref, Map<String, List<String>> bands) {
        Sample sample = super.read(ref, bands);
        int[] labels = LabelMap.of(sample).labels();
        labels[0] = 2;
        int plane = height * width;
        float[] data = new float[3 * plane];
        for (int i = 0; i < plane; i++) {
          data[(i == 0 ? 1 : Math.max(0, labels[i])) * plane + i] = 1;
        }
        return new Sample(
            Map.of("optical", new Image(data, 3, 1, height, width)), sample.target(), ref);
      }
    };
  }

  private static DataLoader loader(MemoryDataset dataset, int batchSize) {
    StepContext start = new StepContext(ImageSpec.of(dataset.spec()), SPEC, CropPosition.DRAWN);
    return new DataLoader(
        dataset,
        Split.TEST,
        new Preprocessor(start, List.of()),
        LoaderOptions.evaluation(batchSize, 1, 1));
  }

  private static SegmentationConfig config(InferenceMode mode) {
    return new SegmentationConfig(new EvaluatorKeys(mode, 4), ClassKeys.PLAIN, false, true);
  }

  private static SegmentationConfig copies() {
    TestTimeKeys twice = new TestTimeKeys(List.of(1.0, 2.0), true);
    return new SegmentationConfig(
        new EvaluatorKeys(InferenceMode.SLIDING, 4, null, null, twice),
        ClassKeys.PLAIN,
        false,
        true);
  }

  private Evaluator evaluator(SegmentationConfig config, DatasetSpec dataset) {
    return new Evaluator(
        ops,
        new ConfiguredTask<>(new Segmentation(), config),
        dataset,
        ChosenMetrics.of(SegmentationScoring.METRICS));
  }

  private static EoModel model(UnaryOperator<NDArray> change) {
    return new EoModel(new PassingEncoder(), new PassingDecoder(change));
  }

  @Test
  void scoresEverySampleOnceInBothModes() {
    MemoryDataset dataset = almostPerfect(7, 13, 20);
    for (InferenceMode mode : InferenceMode.values()) {
      try (DataLoader loader = loader(dataset, 3)) {
        Scores got =
            evaluator(config(mode), dataset.spec())
                .evaluate(model(logits -> logits), loader, PredictionSink.NONE);

        SegmentationMetrics scores = got.of(SegmentationMetrics.COUNTING).orElseThrow();
        assertThat(got.samples()).hasSize(7);
        assertThat(got.samples().get(4).id()).isEqualTo("chip4");
        assertThat(scores.confusion().count(1, 2)).as("one wrong pixel each").isEqualTo(7);
        assertThat(scores.confusion().correct()).isEqualTo(scores.confusion().total() - 7);
        assertThat(scores.pixels()).isEqualTo(valid(dataset, 7));
        ScoreSheet.Row constant = got.sheet().rows().get(got.sheet().rows().size() - 1);
        assertThat(constant.values().get(0)).isLessThan(got.value("mIoU")).isPositive();
        ConfusionMatrix sum = new ConfusionMatrix(3, -1);
        got.samples().forEach(one -> sum.add(one.of(SegmentationMetrics.COUNTING).orElseThrow()));
        assertThat(sum.toArray()).containsExactly(scores.confusion().toArray());
      }
    }
  }

  private static long valid(MemoryDataset dataset, int samples) {
    long valid = 0;
    for (SampleRef ref : dataset.samples(Split.TEST).subList(0, samples)) {
      int[] labels =
          LabelMap.of(dataset.read(ref, Map.of("optical", MemoryDataset.BANDS))).labels();
      valid += Arrays.stream(labels).filter(label -> label >= 0).count();
    }
    return valid;
  }

  @Test
  void handsOverThePredictionsOfEachBatch() {
    MemoryDataset dataset = almostPerfect(5, 8, 8);
    List<Integer> sizes = new ArrayList<>();
    try (DataLoader loader = loader(dataset, 2)) {
      evaluator(config(InferenceMode.SLIDING), dataset.spec())
          .evaluate(
              model(logits -> logits),
              loader,
              (batch, logits) -> {
                sizes.add(batch.size());
                assertThat(logits.getShape().getShape()).containsExactly(batch.size(), 3, 8, 8);
                assertThat(PredictedClasses.of(logits)[0]).isEqualTo(1);
              });
    }

    assertThat(sizes).containsExactly(2, 2, 1);
  }

  @Test
  void fillsPassesWithTilesOfSeveralImages() {
    MemoryDataset dataset = almostPerfect(5, 20, 8);
    List<Long> passes = new ArrayList<>();
    List<String> order = new ArrayList<>();
    Scores got;
    try (DataLoader loader = loader(dataset, 1)) {
      got =
          evaluator(config(InferenceMode.SLIDING), dataset.spec())
              .evaluate(
                  model(
                      logits -> {
                        passes.add(logits.getShape().get(0));
                        return logits;
                      }),
                  loader,
                  (batch, logits) -> order.add(batch.refs().get(0).id()));
    }

    assertThat(passes).as("three tiles of each image").containsExactly(4L, 4L, 4L, 3L);
    assertThat(order).containsExactly("chip0", "chip1", "chip2", "chip3", "chip4");
    ConfusionMatrix counts = got.of(SegmentationMetrics.COUNTING).orElseThrow().confusion();
    assertThat(counts.total() - counts.correct()).as("one wrong pixel each").isEqualTo(5);
  }

  @Test
  void runsInEvaluationModeAndRestoresTheModeBefore() {
    MemoryDataset dataset = almostPerfect(1, 8, 8);
    PassingEncoder encoder = new PassingEncoder();
    PassingDecoder decoder = new PassingDecoder(logits -> logits);
    EoModel model = new EoModel(encoder, decoder);
    decoder.setTraining(true);
    encoder.setTraining(true);
    try (DataLoader loader = loader(dataset, 1)) {
      evaluator(config(InferenceMode.WHOLE), dataset.spec())
          .evaluate(model, loader, PredictionSink.NONE);
    }

    assertThat(encoder.modes).containsExactly(false);
    assertThat(decoder.modes).containsExactly(false);
    assertThat(encoder.training()).isTrue();
    assertThat(decoder.training()).isTrue();
  }

  @Test
  void leavesNoArrayBehind() {
    MemoryDataset dataset = almostPerfect(6, 20, 20);
    int before = manager.getManagedArrays().size();
    try (DataLoader loader = loader(dataset, 2)) {
      evaluator(config(InferenceMode.SLIDING), dataset.spec())
          .evaluate(model(logits -> logits.mul(2)), loader, PredictionSink.NONE);
    }

    assertThat(manager.getManagedArrays()).hasSize(before);
  }

  @Test
  void takesOneChannelAsTwoClasses() {
    NDArray logits =
        manager.create(
            new float[] {-3, 0, 1e-9f, 0.1f}, new ai.djl.ndarray.types.Shape(1, 1, 2, 2));

    // The sigmoid of 1e-9 rounds to one half, which is not above it.
    assertThat(PredictedClasses.of(logits)).containsExactly(0, 0, 0, 1);
    assertThat(PredictedClasses.confidence(logits))
        .containsExactly(new float[] {0.95257413f, 0.5f, 0.5f, 0.52497919f}, within(1e-6f));
  }

  @Test
  void takesTheLowestOfEqualClasses() {
    NDArray logits =
        manager.create(new float[] {1, 2, 1, 2, 0, 2}, new ai.djl.ndarray.types.Shape(1, 3, 1, 2));

    assertThat(PredictedClasses.of(logits)).containsExactly(0, 0);
    // Of (1, 1, 0) and (2, 2, 2).
    float two = (float) (Math.E / (2 * Math.E + 1));
    assertThat(PredictedClasses.confidence(logits))
        .containsExactly(new float[] {two, 1 / 3f}, within(1e-6f));
  }

  @Test
  void refusesASplitWithoutAPixelThatCounts() {
    MemoryDataset dataset =
        new MemoryDataset(2, 8, 8) {
          @Override
          public Sample read(SampleRef ref, Map<String, List<String>> bands) {
            Sample sample = super.read(ref, bands);
            int[] ignored = new int[64];
            Arrays.fill(ignored, -1);
            return new Sample(sample.images(), new LabelMap(ignored, 8, 8), ref);
          }
        };
    try (DataLoader loader = loader(dataset, 1)) {
      assertThatThrownBy(
              () ->
                  evaluator(config(InferenceMode.WHOLE), dataset.spec())
                      .evaluate(model(logits -> logits), loader, PredictionSink.NONE))
          .isInstanceOf(BenchException.class)
          .hasMessageContaining("[Bench/NothingToScore]")
          .hasMessageContaining("all pixels of the 2 samples are ignored")
          .hasMessageContaining("mask0.tif");
    }
  }

  @Test
  void averagesTwoSizesOfAnImageEachAlsoMirrored() {
    MemoryDataset dataset = almostPerfect(2, 8, 8);
    List<Long> tiles = new ArrayList<>();
    try (DataLoader loader = loader(dataset, 1)) {
      Scores got =
          evaluator(copies(), dataset.spec())
              .evaluate(
                  model(
                      logits -> {
                        tiles.add(logits.getShape().get(0));
                        return logits;
                      }),
                  loader,
                  PredictionSink.NONE);
      assertThat(got.samples()).hasSize(2);
    }
    // One tile of 8 pixels, or four where the image is doubled.
    assertThat(tiles).containsExactly(1L, 1L, 4L, 4L, 1L, 1L, 4L, 4L);
  }

  @Test
  void refusesCopiesOfImagesThatHaveOneClass() {
    ClassificationConfig twice =
        new ClassificationConfig(copies().keys(), ClassKeys.PLAIN, MetricRules.TOP_K);
    ConfiguredTask<?, ?> images = new ConfiguredTask<>(new Classification(), twice);
    ChosenMetrics metrics = ChosenMetrics.of(images.task().metrics());
    DatasetSpec dataset = almostPerfect(1, 8, 8).spec();
    assertThatThrownBy(() -> new Evaluator(ops, images, dataset, metrics))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("for the task classification")
        .hasMessageContaining("test_scales=[1.0]' task.evaluator.test_flip=false");
  }

  @Test
  void refusesLogitsThatAreNotFinite() {
    MemoryDataset dataset = almostPerfect(2, 8, 8);
    for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
      try (DataLoader loader = loader(dataset, 1)) {
        assertThatThrownBy(
                () ->
                    evaluator(config(InferenceMode.SLIDING), dataset.spec())
                        .evaluate(model(logits -> logits.add(bad)), loader, PredictionSink.NONE))
            .isInstanceOf(BenchException.class)
            .hasMessageContaining("[Bench/NotFinite]")
            .hasMessageContaining("chip0");
      }
    }
  }
}
