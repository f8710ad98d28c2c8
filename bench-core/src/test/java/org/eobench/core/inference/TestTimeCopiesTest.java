package org.eobench.core.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eobench.core.config.bind.Binder;
import org.eobench.core.dataset.Acquisition;
import org.eobench.core.encoder.EncoderInput;
import org.eobench.core.nn.torch.Interpolation;
import org.eobench.core.nn.torch.Precision;
import org.eobench.core.nn.torch.TorchOps;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TestTimeCopiesTest {
  private final NDManager manager = NDManager.newBaseManager();
  private final TorchOps ops = new TorchOps(manager, Precision.FP32);

  @AfterEach
  void close() {
    manager.close();
  }

  /** The first frame is the logits, brought to the wanted size. */
  private NDArray firstFrame(EncoderInput input, int height, int width) {
    NDArray image = input.images().values().iterator().next();
    return ops.interpolate(image.squeeze(2), height, width, Interpolation.BILINEAR);
  }

  private EncoderInput image(int channels, int rows, int columns, float... values) {
    NDArray image = manager.create(values, new Shape(1, channels, 1, rows, columns));
    Acquisition taken = new Acquisition(List.of(), null, 10.0);
    return new EncoderInput(Map.of("optical", image), List.of(taken));
  }

  private TestTimeCopies copies(boolean classes, TileModel model, boolean flip, Double... scales) {
    return new TestTimeCopies(ops, new TestTimeKeys(List.of(scales), flip), classes, model);
  }

  @Test
  void bringsMirroredPredictionsBack() {
    EncoderInput input = image(1, 2, 3, 1, 2, 3, 4, 5, 6);
    NDArray values = copies(false, this::firstFrame, true, 1.0).logits(input, 2, 3);
    assertThat(values.toFloatArray()).containsExactly(1, 2, 3, 4, 5, 6);
  }

  @Test
  void averagesTheValuesOfARegression() {
    // The model adds the number of the column, so that a pixel and its mirror image differ.
    NDArray columns = manager.create(new float[] {0, 1, 2}, new Shape(1, 1, 1, 3));
    TileModel counting = (input, h, w) -> firstFrame(input, h, w).add(columns);
    EncoderInput input = image(1, 1, 3, 10, 20, 30);
    assertThat(copies(false, counting, false, 1.0).logits(input, 1, 3).toFloatArray())
        .containsExactly(10, 21, 32);
    assertThat(copies(false, counting, true, 1.0).logits(input, 1, 3).toFloatArray())
        .containsExactly(11, 21, 31);
  }

  @Test
  void averagesProbabilitiesAndNotLogits() {
    // Two copies say (1/4, 3/4) and (1/2, 1/2), so (3/8, 5/8) it is.
    float[][] answers = {{0, (float) Math.log(3)}, {7, 7}};
    List<Integer> asked = new ArrayList<>();
    TileModel model =
        (input, h, w) -> {
          asked.add(asked.size());
          NDManager owner = input.images().values().iterator().next().getManager();
          return owner.create(answers[asked.size() - 1], new Shape(1, 2, 1, 1));
        };
    float[] logits =
        copies(true, model, false, 1.0, 2.0).logits(image(1, 1, 1, 5), 1, 1).toFloatArray();
    assertThat(Math.exp(logits[0])).isCloseTo(3 / 8.0, within(1e-6));
    assertThat(Math.exp(logits[1])).isCloseTo(5 / 8.0, within(1e-6));
  }

  @Test
  void averagesTheProbabilitiesOfASingleChannel() {
    // Two copies say 3/4 and 1/2, so 5/8 it is, whose logit is log(5/3).
    float[][] answers = {{(float) Math.log(3)}, {0}};
    List<Integer> asked = new ArrayList<>();
    TileModel model =
        (input, h, w) -> {
          asked.add(asked.size());
          NDManager owner = input.images().values().iterator().next().getManager();
          return owner.create(answers[asked.size() - 1], new Shape(1, 1, 1, 1));
        };
    NDArray logits = copies(true, model, false, 1.0, 2.0).logits(image(1, 1, 1, 5), 1, 1);
    assertThat(logits.getFloat()).isCloseTo((float) Math.log(5 / 3.0), within(1e-6f));
  }

  @Test
  void staysFiniteWhereAClassIsImpossible() {
    NDArray logits =
        copies(true, this::firstFrame, true, 1.0).logits(image(2, 1, 1, 500, -500), 1, 1);
    assertThat(logits.toFloatArray()[0]).isZero();
    assertThat(logits.toFloatArray()[1]).isFinite().isLessThan(-80);
  }

  @Test
  void resizesImagesAndTellsTheSizeOfTheirPixels() {
    List<Shape> shapes = new ArrayList<>();
    List<Double> pixels = new ArrayList<>();
    TileModel watching =
        (input, h, w) -> {
          shapes.add(input.images().values().iterator().next().getShape());
          pixels.add(input.acquisitions().get(0).groundResolution());
          return firstFrame(input, h, w);
        };
    NDArray values =
        copies(false, watching, false, 0.5, 1.0, 1.25).logits(image(1, 5, 3, new float[15]), 7, 4);
    assertThat(values.getShape()).isEqualTo(new Shape(1, 1, 7, 4));
    assertThat(shapes)
        .containsExactly(
            new Shape(1, 1, 1, 3, 2), new Shape(1, 1, 1, 5, 3), new Shape(1, 1, 1, 6, 4));
    assertThat(pixels).containsExactly(20.0, 10.0, 8.0);
  }

  @Test
  void resizesEachFrameByItself() {
    NDArray series = manager.create(new float[] {1, 3, 10, 30}, new Shape(1, 1, 2, 1, 2));
    TileModel second =
        (input, h, w) ->
            input.images().values().iterator().next().get(":, :, 1").reshape(1, 1, h, w);
    NDArray values =
        copies(false, second, false, 2.0).logits(EncoderInput.of(Map.of("optical", series)), 2, 4);
    assertThat(values.toFloatArray()).containsExactly(10, 15, 25, 30, 10, 15, 25, 30);
  }

  @Test
  void leavesNothingButTheResult() {
    EncoderInput input = image(2, 4, 4, new float[32]);
    int before = manager.getManagedArrays().size();
    try (NDManager scope = manager.newSubManager()) {
      input.images().values().forEach(image -> image.attach(scope));
      copies(true, this::firstFrame, true, 1.0, 1.5).logits(input, 4, 4);
      assertThat(scope.getManagedArrays()).hasSize(2);
    }
    assertThat(manager.getManagedArrays().size()).isLessThanOrEqualTo(before);
  }

  @Test
  void refusesScalesThatGiveNoImage() {
    assertThatThrownBy(() -> new TestTimeKeys(List.of(), false))
        .hasMessageContaining("test_scales=[]");
    assertThatThrownBy(() -> new TestTimeKeys(List.of(1.0, 0.0), true))
        .hasMessageContaining("test_scales=[1.0, 0.0]");
    assertThat(Binder.bindText("{}", "keys", TestTimeKeys.class).once()).isTrue();
  }
}
