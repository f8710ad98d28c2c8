package org.eobench.core.preprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.Random;
import org.eobench.core.dataset.Image;
import org.eobench.core.dataset.Sample;
import org.eobench.core.task.classification.ImageClass;
import org.eobench.core.task.regression.ValueMap;
import org.eobench.core.task.segmentation.LabelMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResizeTest {
  private static final StepContext CONTEXT =
      Chips.optical(java.util.List.of("B2"), java.util.List.of("B2"));

  private static Resize resize(int height, int width, boolean antialias, boolean target) {
    return resize(height, width, antialias, target, NearestPixel.CENTRE);
  }

  private static Resize resize(
      int height, int width, boolean antialias, boolean target, NearestPixel pixel) {
    return new Resize(
        CONTEXT,
        new PixelSize(height, width),
        InterpolationMode.BILINEAR,
        antialias,
        target,
        pixel);
  }

  @ParameterizedTest
  @CsvSource({
    "10, 3, 7, 5",
    "64, 224, 31, 40",
    "128, 120, 9, 64",
    "240, 224, 33, 16",
    "1, 5, 4, 1"
  })
  void equalsASlowDoubleReferenceWithinFloat32Weights(int inH, int outH, int inW, int outW) {
    for (boolean antialias : new boolean[] {true, false}) {
      float[] data = Chips.random(2 * 3 * inH * inW, inH + outW);

      Image got = resize(outH, outW, antialias, false).resize(new Image(data, 2, 3, inH, inW));

      for (int plane = 0; plane < 6; plane++) {
        double[] expected = reference(data, plane, inH, inW, outH, outW, antialias);
        for (int i = 0; i < expected.length; i++) {
          assertThat((double) got.data()[plane * outH * outW + i])
              .isCloseTo(expected[i], within(1e-4));
        }
      }
    }
  }

  @Test
  void leavesPixelsWithoutDataOutOfTheMean() {
    float[] data = {10, 10, Float.NaN, Float.NaN, 10, 10, Float.NaN, Float.NaN};
    float[] row = {3, 5, Float.NaN, Float.NaN, Float.NaN, Float.NaN, Float.NaN, Float.NaN};

    Image half = resize(1, 2, true, false).resize(new Image(data, 1, 1, 2, 4));
    Image bilinear = resize(1, 4, false, false).resize(new Image(row, 1, 1, 1, 8));

    assertThat(half.data()).containsExactly(10, 10);
    assertThat(bilinear.data()).containsExactly(4, Float.NaN, Float.NaN, Float.NaN);
  }

  /** The definition, pixel by pixel: a product of triangles around the centre of each output. */
  private static double[] reference(
      float[] data, int plane, int inH, int inW, int outH, int outW, boolean antialias) {
    double[] result = new double[outH * outW];
    for (int r = 0; r < outH; r++) {
      for (int c = 0; c < outW; c++) {
        double sum = 0;
        double total = 0;
        for (int y = 0; y < inH; y++) {
          double down = triangle(r, y, inH, outH, antialias);
          for (int x = 0; x < inW && down > 0; x++) {
            double weight = down * triangle(c, x, inW, outW, antialias);
            sum += weight * data[(plane * inH + y) * inW + x];
            total += weight;
          }
        }
        result[r * outW + c] = sum / total;
      }
    }
    return result;
  }

  private static double triangle(int out, int in, int inSize, int outSize, boolean antialias) {
    double scale = (double) inSize / outSize;
    double reach = antialias ? Math.max(scale, 1) : 1;
    double centre = scale * (out + 0.5) - 0.5;
    if (reach == 1) {
      centre = Math.min(Math.max(centre, 0), inSize - 1);
    }
    return Math.max(0, 1 - Math.abs(in - centre) / reach);
  }

  @Test
  void keepsAConstantImageConstant() {
    float[] data = new float[37 * 53];
    java.util.Arrays.fill(data, 7.25f);

    Image got = resize(20, 90, true, false).resize(new Image(data, 1, 1, 37, 53));

    for (float value : got.data()) {
      assertThat(value).isCloseTo(7.25f, within(1e-5f));
    }
  }

  @Test
  void takesLabelsFromTheNearestPixelAndNeverMixesThem() {
    Random random = new Random(5);
    int[] labels = random.ints(31 * 17, 0, 100_000).toArray();
    Sample sample =
        new Sample(
            Map.of("optical", new Image(new float[31 * 17], 1, 1, 31, 17)),
            new LabelMap(labels, 31, 17),
            Chips.sample(Map.of(), 1, 1).ref());

    LabelMap centre =
        LabelMap.of(
            resize(13, 40, true, true, NearestPixel.CENTRE)
                .apply(sample, SampleRandom.of(1, 0, 0)));
    LabelMap floor =
        LabelMap.of(
            resize(13, 40, true, true, NearestPixel.FLOOR).apply(sample, SampleRandom.of(1, 0, 0)));

    for (int r = 0; r < 13; r++) {
      for (int c = 0; c < 40; c++) {
        int at = (2 * r + 1) * 31 / 26 * 17 + (2 * c + 1) * 17 / 80;
        assertThat(centre.labels()[r * 40 + c]).isEqualTo(labels[at]);
        assertThat(floor.labels()[r * 40 + c]).isEqualTo(labels[r * 31 / 13 * 17 + c * 17 / 40]);
      }
    }
  }

  /** A disc in an image and in its labels must still agree after both are resized. */
  @ParameterizedTest
  @CsvSource({"224, 0.987", "128, 0.99", "64, 0.98"})
  void keepsLabelsWhereTheImageShowsThem(int side, double least) {
    float[] image = new float[512 * 512];
    int[] labels = new int[512 * 512];
    for (int i = 0; i < labels.length; i++) {
      double row = i / 512 - 255.5;
      double column = i % 512 - 255.5;
      labels[i] = row * row + column * column < 150 * 150 ? 1 : 0;
      image[i] = labels[i];
    }
    Sample sample =
        new Sample(
            Map.of("optical", new Image(image, 1, 1, 512, 512)),
            new LabelMap(labels, 512, 512),
            Chips.sample(Map.of(), 1, 1).ref());

    assertThat(agreement(sample, side, NearestPixel.CENTRE)).isGreaterThan(least);
    assertThat(agreement(sample, side, NearestPixel.FLOOR))
        .isLessThan(agreement(sample, side, NearestPixel.CENTRE));
  }

  /**
   * The best score that a perfect model can reach on resized labels, for small objects. The numbers
   * are those of torch 1.13: {@code interpolate(…, 'bilinear', antialias=True) > 0.5} against
   * {@code 'nearest-exact'} and {@code 'nearest'}.
   */
  @Test
  void keepsSmallBlobsWhereTheImageShowsThem() {
    Sample sample = blobs();

    assertThat(agreement(sample, 224, NearestPixel.CENTRE)).isEqualTo(6203.0 / 6317);
    assertThat(agreement(sample, 224, NearestPixel.FLOOR)).isEqualTo(5962.0 / 6576);
  }

  /** Forty discs with radii from 6 to 26 pixels in an image of 512 x 512 pixels. */
  private static Sample blobs() {
    float[] image = new float[512 * 512];
    int[] labels = new int[512 * 512];
    double[] drawn = new double[120];
    long state = 7;
    for (int i = 0; i < drawn.length; i++) {
      state = (1_103_515_245L * state + 12_345) % (1L << 31);
      drawn[i] = state / (double) (1L << 31);
    }
    for (int i = 0; i < labels.length; i++) {
      for (int blob = 0; blob < drawn.length; blob += 3) {
        double radius = 6 + 20 * drawn[blob];
        double row = i / 512 - 512 * drawn[blob + 1];
        double column = i % 512 - 512 * drawn[blob + 2];
        labels[i] |= row * row + column * column < radius * radius ? 1 : 0;
      }
      image[i] = labels[i];
    }
    return new Sample(
        Map.of("optical", new Image(image, 1, 1, 512, 512)),
        new LabelMap(labels, 512, 512),
        Chips.sample(Map.of(), 1, 1).ref());
  }

  /** Intersection over union of the labels and the image above one half. */
  private static double agreement(Sample sample, int side, NearestPixel pixel) {
    Sample small = resize(side, side, true, true, pixel).apply(sample, SampleRandom.of(1, 0, 0));
    float[] values = Chips.image(small, "optical").data();
    int both = 0;
    int either = 0;
    for (int i = 0; i < values.length; i++) {
      boolean shown = values[i] > 0.5f;
      boolean labelled = LabelMap.of(small).labels()[i] == 1;
      both += shown && labelled ? 1 : 0;
      either += shown || labelled ? 1 : 0;
    }
    return (double) both / either;
  }

  @Test
  void averagesValuesAndKeepsMissingOnesMissing() {
    float[] values = {1, 3, 5, 7, 2, 4, Float.NaN, 8};
    Sample sample =
        new Sample(
            Map.of("optical", new Image(new float[8], 1, 1, 2, 4)),
            new ValueMap(values, 2, 4),
            Chips.sample(Map.of(), 1, 1).ref());

    ValueMap got =
        (ValueMap) resize(1, 2, false, true).apply(sample, SampleRandom.of(1, 0, 0)).target();

    // Widened triangles: 3/7, 3/7 and 1/7 of the columns, one half of each row.
    assertThat(got.values()[0]).isNaN();
    assertThat(got.values()[1]).isNaN();
    float[] whole = {1, 3, 5, 7, 2, 4, 6, 8};
    Sample complete = sample.with(new ValueMap(whole, 2, 4));
    ValueMap mean =
        (ValueMap) resize(1, 2, false, true).apply(complete, SampleRandom.of(1, 0, 0)).target();
    float left = (3 * 1.5f + 3 * 3.5f + 5.5f) / 7;
    assertThat(mean.values()).containsExactly(new float[] {left, 9 - left}, within(1e-5f));
  }

  @Test
  void keepsAValueBesideAMissingOneThatHasNoWeight() {
    // Of three to one the triangle reaches the middle of the next three with weight 0.
    ValueMap values = new ValueMap(new float[] {1, 1, 1, 4, Float.NaN, 4, 9, 9, 9}, 1, 9);
    Sample sample =
        new Sample(
            Map.of("optical", new Image(new float[9], 1, 1, 1, 9)),
            values,
            Chips.sample(Map.of(), 1, 1).ref());

    ValueMap got =
        (ValueMap) resize(1, 3, false, true).apply(sample, SampleRandom.of(1, 0, 0)).target();

    assertThat(got.values()[0]).isCloseTo((2 + 3 + 2 + 4) / 8f, within(1e-6f));
    assertThat(got.values()[1]).isNaN();
    assertThat(got.values()[2]).isNotNaN();
  }

  @Test
  void leavesTheTargetOfAWholeImageAlone() {
    Sample sample = Chips.sample(Map.of("optical", 1), 6, 6).with(Map.of()).with(new ImageClass(2));
    Sample image = sample.with(Chips.sample(Map.of("optical", 1), 6, 6).images());

    Sample got = resize(3, 3, true, true).apply(image, SampleRandom.of(1, 0, 0));

    assertThat(got.target()).isEqualTo(new ImageClass(2));
  }

  @Test
  void leavesTheTargetAloneWhenAsked() {
    Sample sample = Chips.sample(Map.of("optical", 1), 6, 6);

    Sample got = resize(3, 3, true, false).apply(sample, SampleRandom.of(1, 0, 0));

    assertThat(got.target()).isSameAs(sample.target());
    assertThat(Chips.image(got, "optical").height()).isEqualTo(3);
  }

  @Test
  void picksPixelsWithNearestInterpolation() {
    Image image = new Image(new float[] {1, 2, 3, 4, 5, 6}, 1, 1, 2, 3);

    Image got =
        new Resize(
                CONTEXT,
                new PixelSize(4, 2),
                InterpolationMode.NEAREST,
                true,
                true,
                NearestPixel.FLOOR)
            .resize(image);
    Image centred =
        new Resize(
                CONTEXT,
                new PixelSize(4, 2),
                InterpolationMode.NEAREST,
                true,
                true,
                NearestPixel.CENTRE)
            .resize(image);

    assertThat(got.data()).containsExactly(1, 2, 1, 2, 4, 5, 4, 5);
    assertThat(centred.data()).containsExactly(1, 3, 1, 3, 4, 6, 4, 6);
  }

  @Test
  void tellsTheNewSize() {
    assertThat(resize(12, 34, true, true).output().height()).isEqualTo(12);
    assertThat(resize(12, 34, true, true).output().width()).isEqualTo(34);
  }
}
