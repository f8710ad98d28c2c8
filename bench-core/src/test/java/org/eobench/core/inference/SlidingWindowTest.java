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
import java.util.Objects;
import org.eobench.core.encoder.EncoderInput;
import org.eobench.core.nn.torch.Precision;
import org.eobench.core.nn.torch.TorchOps;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlidingWindowTest {
  /** The first frame of each image is its logits. */
  private static final TileModel IDENTITY =
      (input, height, width) -> input.images().values().iterator().next().squeeze(2);

  private final NDManager manager = NDManager.newBaseManager();
  private final TorchOps ops = new TorchOps(manager, Precision.FP32);

  @AfterEach
  void close() {
    manager.close();
  }

  private NDArray image(int batch, int channels, int height, int width) {
    return manager
        .arange(batch * channels * height * width)
        .toType(ai.djl.ndarray.types.DataType.FLOAT32, false)
        .reshape(new Shape(batch, channels, 1, height, width));
  }

  private static NDArray one(Map<String, NDArray> images, String modality) {
    return Objects.requireNonNull(images.get(modality));
  }

  @ParameterizedTest
  @CsvSource({"64, 64, 3", "90, 50, 8", "50, 90, 1", "32, 75, 100", "75, 32, 4", "33, 97, 2"})
  void putsEveryTileBackWhereItWasCut(int height, int width, int tilesPerPass) {
    NDArray image = image(2, 3, height, width);

    NDArray logits =
        new SlidingWindow(ops, 32, null, tilesPerPass)
            .logits(EncoderInput.of(Map.of("optical", image)), height, width, IDENTITY);

    assertThat(logits.getShape()).isEqualTo(new Shape(2, 3, height, width));
    assertThat(logits.toFloatArray()).containsExactly(image.toFloatArray());
  }

  @ParameterizedTest
  @CsvSource({"20, 20", "20, 75", "75, 5", "1, 1"})
  void extendsSmallImagesWithZerosAndDropsTheExtension(int height, int width) {
    NDArray image = image(2, 3, height, width).add(1);
    List<Float> corners = new ArrayList<>();
    TileModel model =
        (input, h, w) -> {
          NDArray tiles = input.images().values().iterator().next();
          assertThat(tiles.getShape().slice(3)).isEqualTo(new Shape(32, 32));
          corners.add(tiles.get(0).get(0).get(0).get(31).getFloat(31));
          return tiles.squeeze(2);
        };

    NDArray logits =
        new SlidingWindow(ops, 32, null, 4)
            .logits(EncoderInput.of(Map.of("optical", image)), height, width, model);

    assertThat(logits.toFloatArray()).containsExactly(image.toFloatArray());
    assertThat(corners).contains(0f);
  }

  @Test
  void c5AnImageOfOneTileIsPredictedAsAWhole() {
    NDArray image = image(1, 2, 224, 224);
    List<Shape> seen = new ArrayList<>();
    NDArray logits =
        new SlidingWindow(ops, 224, 112, 4)
            .logits(
                EncoderInput.of(Map.of("optical", image)),
                224,
                224,
                (input, height, width) -> {
                  NDArray tiles = one(input.images(), "optical");
                  seen.add(tiles.getShape());
                  return tiles.squeeze(2);
                });
    assertThat(seen).containsExactly(image.getShape());
    assertThat(logits.toFloatArray()).containsExactly(image.toFloatArray());
  }

  @Test
  void predictsImagesOfAnySizeInCommonPasses() {
    List<NDArray> images =
        List.of(image(1, 3, 40, 33), image(2, 3, 20, 90), image(1, 3, 32, 32), dates(2), dates(1));
    List<String> passes = new ArrayList<>();
    List<NDArray> predicted = new ArrayList<>();
    TilePasses all =
        new SlidingWindow(ops, 32, null, 8)
            .passes(
                (input, height, width) -> {
                  Shape shape = one(input.images(), "optical").getShape();
                  passes.add(shape.get(0) + " of " + shape.get(2) + " dates");
                  return one(input.images(), "optical").get(":, :, 0");
                });
    for (NDArray image : images) {
      Shape shape = image.getShape();
      all.add(
          EncoderInput.of(Map.of("optical", image)),
          (int) shape.get(3),
          (int) shape.get(4),
          logits -> {
            predicted.add(logits.duplicate());
            image.close();
          });
    }
    all.end();

    // 4, then 2 of 3, then 1 tile; those with two dates cannot go with others.
    assertThat(passes)
        .containsExactly("8 of 1 dates", "3 of 1 dates", "1 of 2 dates", "1 of 1 dates");
    assertThat(predicted.get(0).toFloatArray()).containsExactly(image(1, 3, 40, 33).toFloatArray());
    assertThat(predicted.get(1).toFloatArray()).containsExactly(image(2, 3, 20, 90).toFloatArray());
    assertThat(predicted).hasSize(5);
    assertThat(predicted.get(4).toFloatArray()).containsExactly(dates(1).toFloatArray());
  }

  private NDArray dates(int dates) {
    return image(1, 3 * dates, 32, 32).reshape(new Shape(1, 3, dates, 32, 32));
  }

  @Test
  void c5AveragesTheLogitsOfOverlappingTiles() {
    List<Integer> calls = new ArrayList<>();
    TileModel numbered =
        (input, height, width) -> {
          calls.add(calls.size());
          return manager.ones(new Shape(1, 1, height, width)).mul(calls.size());
        };

    NDArray logits =
        new SlidingWindow(ops, 4, null, 1)
            .logits(EncoderInput.of(Map.of("optical", image(1, 1, 4, 6))), 4, 6, numbered);

    // Two tiles, at columns 0 and 2: the first says 1, the second 2.
    assertThat(logits.get(0).get(0).get(3).toFloatArray()).containsExactly(1, 1, 1.5f, 1.5f, 2, 2);
  }

  @Test
  void resizesTheMergedLogitsToTheTarget() {
    NDArray image = manager.ones(new Shape(1, 2, 1, 40, 40)).mul(3);

    NDArray logits =
        new SlidingWindow(ops, 32, null, 8)
            .logits(EncoderInput.of(Map.of("optical", image)), 61, 50, IDENTITY);

    assertThat(logits.getShape()).isEqualTo(new Shape(1, 2, 61, 50));
    for (float value : logits.toFloatArray()) {
      assertThat(value).isCloseTo(3, within(1e-5f));
    }
  }

  @Test
  void cutsAllModalitiesAtTheSamePlaces() {
    NDArray optical = image(1, 1, 40, 33);
    TileModel difference =
        (input, height, width) ->
            one(input.images(), "optical").sub(one(input.images(), "sar")).squeeze(2);

    NDArray logits =
        new SlidingWindow(ops, 32, 8, 3)
            .logits(
                EncoderInput.of(Map.of("optical", optical, "sar", optical.add(1))),
                40,
                33,
                difference);

    assertThat(logits.toFloatArray()).containsOnly(-1f);
  }

  @Test
  void leavesTheImagesItIsGivenUnchanged() {
    NDArray image = image(1, 1, 40, 40);
    float[] before = image.toFloatArray();
    TileModel spoiling =
        (input, height, width) -> one(input.images(), "optical").muli(0).squeeze(2);

    new SlidingWindow(ops, 32, null, 8)
        .logits(EncoderInput.of(Map.of("optical", image)), 40, 40, spoiling);

    assertThat(image.toFloatArray()).containsExactly(before);
  }

  @Test
  void refusesImagesOfDifferentSizes() {
    Map<String, NDArray> images = Map.of("a", image(1, 1, 40, 40), "b", image(1, 1, 20, 40));

    assertThatThrownBy(
            () ->
                new SlidingWindow(ops, 32, null, 8)
                    .logits(EncoderInput.of(images), 40, 40, IDENTITY))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesAStrideThatLeavesGaps() {
    assertThatThrownBy(() -> new SlidingWindow(ops, 32, 33, 8))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("stride <= tile");
  }
}
