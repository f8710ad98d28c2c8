package org.eobench.core.run.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eobench.core.dataset.Quantity;
import org.eobench.core.run.scene.BlockLogits.Logits;
import org.eobench.core.run.scene.WindowGrid.Block;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BlockMapsTest {
  private static final List<SceneOutput> OF_CLASSES =
      List.of(
          SceneOutput.CLASSES,
          SceneOutput.PROBABILITIES,
          SceneOutput.CONFIDENCE,
          SceneOutput.UNCERTAINTY,
          SceneOutput.MARGIN);

  private final NDManager manager = NDManager.newBaseManager();

  @AfterEach
  void free() {
    manager.close();
  }

  private Map<SceneOutput, float[]> maps(
      SceneOptions options, boolean classes, int outputs, Quantity quantity, Logits block) {
    int count = classes ? BlockMaps.classes(outputs) : outputs;
    List<SceneLayer> layers = SceneLayer.of(options, classes, count);
    Block of = block.block();
    return new BlockMaps(manager, layers, outputs, quantity)
        .part(block, 0, 0, of.height(), of.width());
  }

  /** A block of one row, which may be longer than needed. */
  private static Logits row(float[] logits, boolean... empty) {
    Block block = new Block(0, 0, 0, 0, 1, empty.length);
    return new Logits(block, Arrays.copyOf(logits, logits.length + 5), Arrays.copyOf(empty, 9));
  }

  @Test
  void probabilitiesOfThreeClasses() {
    float half = (float) Math.log(2);
    // Equal; 1/4, 1/4, 1/2; without data.
    float[] logits = {0, 0, 9, 0, 0, 9, 0, half, Float.NaN};
    Map<SceneOutput, float[]> maps =
        maps(
            new SceneOptions(OF_CLASSES, false, false),
            true,
            3,
            Quantity.PLAIN,
            row(logits, false, false, true));
    assertThat(maps.get(SceneOutput.CLASSES)).containsExactly(0, 2, 255);
    near(maps.get(SceneOutput.PROBABILITIES), 1 / 3.0, 0.25, Double.NaN, 1 / 3.0, 0.25);
    near(maps.get(SceneOutput.CONFIDENCE), 1 / 3.0, 0.5, Double.NaN);
    near(maps.get(SceneOutput.UNCERTAINTY), 1, 1.5 * Math.log(2) / Math.log(3), Double.NaN);
    near(maps.get(SceneOutput.MARGIN), 0, 0.25, Double.NaN);
  }

  @Test
  void aSingleChannelHasTwoClasses() {
    float[] logits = {(float) Math.log(3), (float) -Math.log(3)};
    SceneOptions bytes = new SceneOptions(OF_CLASSES, true, false);
    Map<SceneOutput, float[]> maps =
        maps(bytes, true, 1, Quantity.PLAIN, row(logits, false, false));
    assertThat(maps.get(SceneOutput.CLASSES)).containsExactly(1, 0);
    // In steps of 1/254: a quarter is 63.5, three quarters 190.5.
    assertThat(maps.get(SceneOutput.PROBABILITIES)).hasSize(4);
    near(maps.get(SceneOutput.MARGIN), 127, 127);
  }

  @Test
  void valuesAreInTheUnitOfTheData() {
    Map<SceneOutput, float[]> maps =
        maps(
            SceneOptions.USUAL,
            false,
            1,
            new Quantity("t/ha", 100, 20),
            row(new float[] {0, -0.5f, 7}, false, false, true));
    assertThat(maps).containsOnlyKeys(SceneOutput.VALUES);
    assertThat(maps.get(SceneOutput.VALUES)).containsExactly(100, 90, Float.NaN);
  }

  @Test
  void aPartWithoutDataHasNoMaps() {
    assertThat(maps(SceneOptions.USUAL, true, 2, Quantity.PLAIN, row(new float[4], true, true)))
        .isEmpty();
  }

  private static void near(float @Nullable [] found, double... expected) {
    float[] values = Objects.requireNonNull(found);
    for (int i = 0; i < expected.length; i++) {
      if (Double.isNaN(expected[i])) {
        assertThat(values[i]).isNaN();
      } else {
        assertThat((double) values[i]).isCloseTo(expected[i], within(1e-5));
      }
    }
  }
}
