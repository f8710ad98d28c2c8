package org.eobench.core.run.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.eobench.core.logger.LoggedPicture;
import org.eobench.core.metrics.PixelClasses;
import org.eobench.core.metrics.pixels.PixelValues;
import org.eobench.core.train.ToyDataset;
import org.junit.jupiter.api.Test;

class PackedMapsTest {
  private static final int IGNORED = 2;

  @Test
  void keepsClassesAndErrorsOfTheImageAtAnOffset() {
    int[] predicted = {9, 9, 0, 1, 1, 0};
    int[] actual = {9, 9, 0, 0, 1, IGNORED};
    PixelClasses pixels = new PixelClasses(predicted, actual, () -> new float[0], 2, 2, 2);
    PackedMaps maps = PackedMaps.of(pixels, IGNORED);
    assertThat(maps.target().pixels())
        .containsExactly(Palette.ofClass(0), Palette.ofClass(0), Palette.ofClass(1), Palette.NONE);
    assertThat(maps.prediction().pixels())
        .containsExactly(
            Palette.ofClass(0), Palette.ofClass(1), Palette.ofClass(1), Palette.ofClass(0));
    assertThat(maps.error().pixels())
        .containsExactly(Palette.RIGHT, Palette.WRONG, Palette.RIGHT, Palette.NONE);
  }

  @Test
  void keepsValuesBetweenTheSmallestAndTheLargestMeasurement() {
    float[] measured = {10, 20, 30, Float.NaN};
    float[] predicted = {10, 25, 100, 12};
    PackedMaps maps = PackedMaps.of(new PixelValues(predicted, measured, 0, 4), 2, 2);
    assertThat(maps.least()).isEqualTo(10);
    assertThat(maps.most()).isEqualTo(30);
    assertThat(maps.target().pixels())
        .containsExactly(
            Palette.ofValue(0), Palette.ofValue(0.5), Palette.ofValue(1), Palette.NONE);
    assertThat(maps.prediction().pixels()[2]).as("beyond the range").isEqualTo(Palette.ofValue(1));
    int[] error = maps.error().pixels();
    assertThat(error[0]).isEqualTo(Palette.ofError(0));
    assertThat(error[2]).isEqualTo(Palette.ofError(1));
    assertThat(error[3]).isEqualTo(Palette.NONE);
  }

  @Test
  void loggersShowTargetAndPredictionSideBySide() throws IOException {
    int[] predicted = {0, 1, 1, 0};
    int[] actual = {0, 0, 1, 0};
    PixelClasses pixels = new PixelClasses(predicted, actual, () -> new float[0], 0, 2, 2);
    LoggedPicture picture = SampleMaps.of(pixels, 2, 2, new ToyDataset(1).spec()).orElseThrow();
    BufferedImage shown = ImageIO.read(new ByteArrayInputStream(picture.png()));
    assertThat(shown.getWidth()).isEqualTo(picture.width()).isEqualTo(2 + 4 + 2);
    assertThat(shown.getHeight()).isEqualTo(picture.height()).isEqualTo(2);
    assertThat(shown.getRGB(1, 0)).as("target").isEqualTo(Palette.ofClass(0));
    assertThat(shown.getRGB(7, 0)).as("prediction").isEqualTo(Palette.ofClass(1));
    assertThat(shown.getRGB(3, 1)).as("between").isZero();
    assertThat(shown.getRGB(6, 1)).as("prediction").isEqualTo(Palette.ofClass(1));
  }

  @Test
  void keepsEveryThirdPixelOfAnImageOfThreeTimesTheLargestSize() {
    int side = 3 * Picture.MOST;
    int[] classes = new int[side * side];
    for (int i = 0; i < classes.length; i++) {
      classes[i] = i % side % 3;
    }
    PackedMaps maps = PackedMaps.of(PixelClasses.of(classes, classes.clone(), side, side), IGNORED);
    assertThat(maps.width()).isEqualTo(Picture.MOST);
    assertThat(maps.target().pixels()).containsOnly(Palette.ofClass(0));
  }
}
