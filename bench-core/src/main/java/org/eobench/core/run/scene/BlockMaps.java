package org.eobench.core.run.scene;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.eobench.core.dataset.EmptyPixels;
import org.eobench.core.dataset.Quantity;
import org.eobench.core.run.scene.BlockLogits.Logits;
import org.eobench.core.task.segmentation.PredictedClasses;

/** From the logits of a block to the numbers of each layer, a tile at a time. */
final class BlockMaps {
  private final NDManager manager;
  private final List<SceneLayer> layers;
  private final int outputs;
  private final Quantity quantity;

  /**
   * @param outputs channels of the logits
   * @param quantity unit of a regression
   */
  BlockMaps(NDManager manager, List<SceneLayer> layers, int outputs, Quantity quantity) {
    this.manager = manager;
    this.layers = List.copyOf(layers);
    this.outputs = outputs;
    this.quantity = quantity;
  }

  List<SceneLayer> layers() {
    return layers;
  }

  /**
   * The stored numbers of a part of a block.
   *
   * @param top first row within the block
   * @param left first column within the block
   * @return {@code [bands,height,width]} by layer, its nodata value where a pixel has no data; an
   *     empty map if no pixel has any
   */
  Map<SceneOutput, float[]> part(Logits block, int top, int left, int height, int width) {
    boolean[] empty = empty(block, top, left, height, width);
    Map<SceneOutput, float[]> maps = new EnumMap<>(SceneOutput.class);
    if (EmptyPixels.all(empty)) {
      return maps;
    }
    float[] logits = logits(block, top, left, height, width);
    for (int i = 0; i < logits.length; i++) {
      // Nothing was added up where no window was predicted.
      logits[i] = empty[i % empty.length] ? 0 : logits[i];
    }
    try (NDManager scope = manager.newSubManager(Device.cpu())) {
      NDArray array = scope.create(logits, new Shape(1, outputs, height, width));
      Probabilities probabilities = new Probabilities(array);
      for (SceneLayer layer : layers) {
        float[] values = values(layer, array, probabilities);
        for (int i = 0; i < values.length; i++) {
          values[i] = empty[i % empty.length] ? (float) layer.nodata() : layer.stored(values[i]);
        }
        maps.put(layer.output(), values);
      }
    }
    return maps;
  }

  private float[] values(SceneLayer layer, NDArray logits, Probabilities probabilities) {
    return switch (layer.output()) {
      case CLASSES -> floats(PredictedClasses.of(logits));
      case CONFIDENCE -> PredictedClasses.confidence(logits);
      case PROBABILITIES -> probabilities.all().clone();
      case UNCERTAINTY -> entropy(probabilities.all(), classes(outputs));
      case MARGIN -> margin(probabilities.all(), classes(outputs));
      case VALUES -> inUnit(logits.toFloatArray());
    };
  }

  /** The number of classes with a probability: two for a single channel. */
  static int classes(int outputs) {
    return Math.max(2, outputs);
  }

  private float[] inUnit(float[] predicted) {
    for (int i = 0; i < predicted.length; i++) {
      predicted[i] = (float) quantity.toUnit(predicted[i]);
    }
    return predicted;
  }

  private static float[] floats(int[] classes) {
    float[] values = new float[classes.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = classes[i];
    }
    return values;
  }

  /** The entropy of {@code [K,N]} probabilities, divided by that of equal ones. */
  static float[] entropy(float[] probabilities, int classes) {
    int pixels = probabilities.length / classes;
    float[] entropy = new float[pixels];
    double highest = Math.log(classes);
    for (int i = 0; i < pixels; i++) {
      double sum = 0;
      for (int k = 0; k < classes; k++) {
        double p = probabilities[k * pixels + i];
        sum -= p > 0 ? p * Math.log(p) : 0;
      }
      entropy[i] = (float) Math.max(0, Math.min(1, sum / highest));
    }
    return entropy;
  }

  /** The highest less the second highest of {@code [K,N]} probabilities. */
  static float[] margin(float[] probabilities, int classes) {
    int pixels = probabilities.length / classes;
    float[] margin = new float[pixels];
    for (int i = 0; i < pixels; i++) {
      float first = Float.NEGATIVE_INFINITY;
      float second = Float.NEGATIVE_INFINITY;
      for (int k = 0; k < classes; k++) {
        float p = probabilities[k * pixels + i];
        second = Math.max(second, Math.min(first, p));
        first = Math.max(first, p);
      }
      margin[i] = first - second;
    }
    return margin;
  }

  private static boolean[] empty(Logits block, int top, int left, int height, int width) {
    boolean[] empty = new boolean[height * width];
    for (int row = 0; row < height; row++) {
      int from = (top + row) * block.block().width() + left;
      System.arraycopy(block.empty(), from, empty, row * width, width);
    }
    return empty;
  }

  private float[] logits(Logits block, int top, int left, int height, int width) {
    float[] logits = new float[outputs * height * width];
    for (int k = 0; k < outputs; k++) {
      for (int row = 0; row < height; row++) {
        int from = (k * block.block().height() + top + row) * block.block().width() + left;
        System.arraycopy(block.logits(), from, logits, (k * height + row) * width, width);
      }
    }
    return logits;
  }

  /** Computed when they are first asked for. */
  private static final class Probabilities {
    private final NDArray logits;
    private float[] found = {};

    Probabilities(NDArray logits) {
      this.logits = logits;
    }

    float[] all() {
      if (found.length == 0) {
        found = PredictedClasses.probabilities(logits);
      }
      return found;
    }
  }
}
