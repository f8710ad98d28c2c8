package org.eobench.core.eval;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.eobench.core.encoder.EncoderInput;
import org.eobench.core.inference.SlidingWindow;
import org.eobench.core.inference.TileModel;
import org.eobench.core.io.tensors.NpyArray;
import org.eobench.core.io.tensors.TensorFile;
import org.eobench.core.metrics.AbsentClass;
import org.eobench.core.metrics.ClassScores;
import org.eobench.core.metrics.ConfusionMatrix;
import org.eobench.core.metrics.MetricRules;
import org.eobench.core.metrics.pixels.SegmentationMetrics;
import org.eobench.core.nn.torch.ConvOptions;
import org.eobench.core.nn.torch.Precision;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.task.segmentation.PredictedClasses;
import org.eobench.core.testing.GoldenFiles;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Metrics and tiled inference give what Pangaea's give, under its rules. */
class GoldenEvaluationTest {
  private final NDManager manager = NDManager.newBaseManager();
  private final TorchOps ops = new TorchOps(manager, Precision.FP32);

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void scoresSegmentationsAsPangaea() throws IOException {
    List<GoldenFiles> all = GoldenFiles.of("metrics/segmentation");
    assertThat(all).hasSizeGreaterThanOrEqualTo(4);
    for (GoldenFiles golden : all) {
      ConfusionMatrix matrix = matrix(golden);
      int classes = matrix.classes();
      golden.check(
          "confusion",
          new long[] {classes, classes},
          Arrays.stream(matrix.toArray()).asDoubleStream().toArray());

      SegmentationMetrics metrics =
          SegmentationMetrics.of(matrix, names(classes), MetricRules.PANGAEA);

      perClass(golden, "iou", metrics, ClassScores::iou);
      perClass(golden, "f1", metrics, ClassScores::f1);
      // Its names are swapped: what it calls precision is divided by the true pixels.
      perClass(golden, "precision", metrics, ClassScores::recall);
      perClass(golden, "recall", metrics, ClassScores::precision);
      double[] means = {
        100 * metrics.meanIou(), 100 * metrics.meanF1(), 100 * metrics.overallAccuracy()
      };
      golden.check("means", new long[] {3}, means);
    }
  }

  @Test
  void scoresATrainingBatchAsPangaea() throws IOException {
    List<GoldenFiles> all = GoldenFiles.of("metrics/training_log");
    assertThat(all).isNotEmpty();
    for (GoldenFiles golden : all) {
      ConfusionMatrix matrix = matrix(golden);

      SegmentationMetrics metrics =
          SegmentationMetrics.of(
              matrix, names(matrix.classes()), new MetricRules(AbsentClass.SKIP_UNPREDICTED, 0));

      double[] got = {
        100 * metrics.overallAccuracy(), 100 * metrics.meanClassAccuracy(), 100 * metrics.meanIou()
      };
      golden.check("acc_macc_miou", new long[] {3}, got);
    }
  }

  private static void perClass(
      GoldenFiles golden,
      String name,
      SegmentationMetrics metrics,
      ToDoubleFunction<ClassScores> score) {
    double[] got =
        metrics.perClass().stream().mapToDouble(one -> 100 * score.applyAsDouble(one)).toArray();
    golden.check(name, new long[] {got.length}, got);
  }

  private static List<String> names(int classes) {
    return IntStream.range(0, classes).mapToObj(Integer::toString).toList();
  }

  private ConfusionMatrix matrix(GoldenFiles golden) {
    NpyArray logits = golden.input("logits");
    long[] shape = logits.shape();
    int rank = shape.length;
    long samples = 1;
    for (int i = 0; i < rank - 3; i++) {
      samples *= shape[i];
    }
    int[] predictions =
        PredictedClasses.of(
            manager.create(
                logits.floats(),
                new Shape(samples, shape[rank - 3], shape[rank - 2], shape[rank - 1])));
    int[] targets =
        Arrays.stream(golden.input("target").longs()).mapToInt(Math::toIntExact).toArray();
    JsonNode config = golden.config();
    ConfusionMatrix matrix =
        new ConfusionMatrix(
            config.path("num_classes").asInt(), config.path("ignore_index").asInt());
    matrix.add(predictions, targets);
    return matrix;
  }

  @Test
  void mergesTilesAsPangaeaMeantTo() throws IOException {
    List<GoldenFiles> all = GoldenFiles.of("sliding_inference");
    assertThat(all).hasSizeGreaterThanOrEqualTo(7);
    for (GoldenFiles golden : all) {
      JsonNode config = golden.config();
      int tile = config.path("input_size").asInt();
      Integer stride = config.path("stride").isNull() ? null : config.path("stride").asInt();
      int tilesPerPass = config.path("max_batch").asInt(1000);
      NpyArray input = golden.input("image");
      NDArray image = manager.create(input.floats(), new Shape(input.shape()));
      JsonNode size =
          config.path("output_shape").isNull()
              ? config.path("image_hw")
              : config.path("output_shape");
      try (TensorFile weights = TensorFile.open(golden.folder().resolve("weights.pth"))) {
        NDArray weight = tensor(weights, "conv.weight");
        NDArray bias = tensor(weights, "conv.bias");
        TileModel model =
            (tiles, height, width) ->
                ops.conv2d(
                    tiles.images().values().iterator().next().squeeze(2),
                    weight,
                    bias,
                    new ConvOptions(1, 2, 1, 1));

        NDArray got =
            new SlidingWindow(ops, tile, stride, tilesPerPass)
                .logits(
                    EncoderInput.of(Map.of("optical", image)),
                    size.get(0).asInt(),
                    size.get(1).asInt(),
                    model);

        String name = golden.expects("logits_fixed") ? "logits_fixed" : "logits";
        golden.check(name, got.getShape().getShape(), GoldenFiles.doubles(got.toFloatArray()));
      }
    }
  }

  private NDArray tensor(TensorFile weights, String name) {
    long[] shape =
        weights.tensors().stream()
            .filter(tensor -> tensor.name().equals(name))
            .findAny()
            .orElseThrow()
            .shape();
    return manager.create(weights.floats(name), new Shape(shape));
  }
}
