package org.eobench.core.run.scene;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.Image;
import org.eobench.core.dataset.NoTarget;
import org.eobench.core.dataset.Sample;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.dataset.TaskKind;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.inference.InferenceMode;
import org.eobench.core.loader.Batch;
import org.eobench.core.loader.Collate;
import org.eobench.core.preprocess.ImageSpec;
import org.eobench.core.preprocess.Preprocessor;
import org.eobench.core.preprocess.SampleRandom;
import org.eobench.core.run.LoadedRun;
import org.eobench.core.task.EvaluatorKeys;

/**
 * The model of a run as it sees windows of a scene: each goes through the preprocessing of test
 * images and through the evaluator.
 *
 * <p>Where the preprocessing keeps the size of images, a window is one tile of the evaluator, so
 * that a scene is predicted as the evaluator predicts an image of its size. Where it resizes them,
 * a window has the size of the data set's images, so that pixels keep their scale.
 */
final class WindowModel {
  private final LoadedRun run;
  private final Preprocessor chain;
  private final EvaluatorKeys keys;
  private final int height;
  private final int width;
  private final boolean tiles;
  private final int outputs;

  /**
   * @throws BenchException if the run's predictions are no maps, or need a whole image
   */
  WindowModel(LoadedRun run) {
    this.run = run;
    this.chain = run.preprocessor();
    this.keys = run.plan().task().keys();
    TaskKind kind = run.plan().task().kind();
    requireMaps(run, kind);
    int tile = run.encoder().inputSize();
    this.tiles = keys.inferenceMode() == InferenceMode.SLIDING && keepsSize(tile, tile);
    ImageSpec images = chain.input();
    this.height = tiles ? tile : images.height();
    this.width = tiles ? tile : images.width();
    if (height < 1 || width < 1) {
      throw new BenchException(
          ExitCode.CONFIG,
          Problem.of(
                  "NoWindowSize",
                  "images of the data set vary in size and are resized, or predicted as a whole, so"
                      + " windows of a scene have no size")
              .at("preprocessing, task.evaluator.inference_mode")
              .next("give `preprocessing=seg_default task.evaluator.inference_mode=sliding`"));
    }
    this.outputs = run.plan().task().task().outputs(run.spec().numClasses());
  }

  private void requireMaps(LoadedRun loaded, TaskKind kind) {
    if (!kind.dense() || loaded.readsMaps()) {
      throw new BenchException(
          ExitCode.CONFIG,
          Problem.of(
                  "NoScenes",
                  kind.dense()
                      ? "the run reads embeddings that were computed before, not images"
                      : "predictions of " + kind.key() + " are no maps")
              .at(kind.dense() ? "encoder" : "task.kind")
              .expecting("a run that predicts pixels from images"));
    }
    if (!keys.testTime().once()) {
      throw new BenchException(
          ExitCode.CONFIG,
          Problem.of(
                  "NoTestTimeCopies", "scenes are predicted once, not at several sizes or mirrored")
              .at("task.evaluator.test_scales and test_flip")
              .next("give `'task.evaluator.test_scales=[1.0]' task.evaluator.test_flip=false`"));
    }
  }

  /** Whether images leave the preprocessing in the size that they have; tried with zeros. */
  private boolean keepsSize(int rows, int columns) {
    Map<String, Image> images = new LinkedHashMap<>();
    DatasetSpec spec = run.spec();
    chain
        .input()
        .modalities()
        .forEach(
            (name, modality) -> {
              int bands = modality.bands().size();
              float[] zeros = new float[bands * spec.frames() * rows * columns];
              images.put(name, new Image(zeros, bands, spec.frames(), rows, columns));
            });
    try {
      Sample raw = new Sample(images, NoTarget.NONE, new SampleRef("zeros", List.of()));
      return prepared(raw).images().values().stream()
          .allMatch(image -> image.height() == rows && image.width() == columns);
    } catch (BenchException tooSmall) {
      return false; // a crop, which needs the data set's size
    }
  }

  /** Rows of a window. */
  int height() {
    return height;
  }

  /** Columns of a window. */
  int width() {
    return width;
  }

  /**
   * The most pixels between two windows along an axis that windows have {@code window} pixels of.
   */
  int stride(int window) {
    Integer stride = keys.slidingStride();
    if (stride == null) {
      return window;
    }
    return Math.max(
        1, (int) ((long) stride * window / (tiles ? window : run.encoder().inputSize())));
  }

  /** Windows of one pass. */
  int batch() {
    return keys.slidingInferenceBatch();
  }

  /** The channels of the logits, K. */
  int outputs() {
    return outputs;
  }

  /** The bands that are read, by modality. */
  Map<String, List<String>> bands() {
    return chain.input().bands();
  }

  /** How windows differ from the tiles of the evaluator, as a sentence; empty if they do not. */
  String remark() {
    return tiles
        ? ""
        : String.format(
            Locale.ROOT,
            "windows have %d x %d pixels, the size of the data set's images, because images are %s;"
                + " larger images would be predicted otherwise by the evaluator",
            height,
            width,
            keys.inferenceMode() == InferenceMode.WHOLE
                ? "predicted as a whole"
                : "resized or cropped before they are predicted");
  }

  /** A raw window as the model takes it. */
  Sample prepared(Sample raw) {
    return chain.apply(raw, SampleRandom.of(0, 0, 0));
  }

  /**
   * Predicts windows of one size.
   *
   * @param windows prepared windows, at most {@link #batch()} of them
   * @param rows rows of the raw windows
   * @param columns columns of the raw windows
   * @return logits {@code [B,K,rows,columns]} in C order
   */
  float[] logits(List<Sample> windows, int rows, int columns) {
    Batch images = Collate.batch(windows);
    WindowTargets size = new WindowTargets(windows.size(), rows, columns);
    Batch batch = new Batch(images.images(), size, images.refs(), images.acquisitions());
    List<float[]> found = new ArrayList<>();
    run.predict(batch, (given, logits) -> found.add(floats(logits)));
    return found.get(0);
  }

  private static float[] floats(NDArray logits) {
    float[] values = logits.toFloatArray();
    for (float value : values) {
      if (!Float.isFinite(value)) {
        throw new BenchException(
            ExitCode.FAILURE,
            Problem.of("NotFinite", "the model gives logits that are not finite for this scene")
                .expecting("finite numbers")
                .next("check the values of the scene with `gdalinfo -stats`"));
      }
    }
    return values;
  }
}
