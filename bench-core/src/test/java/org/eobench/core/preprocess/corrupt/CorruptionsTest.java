package org.eobench.core.preprocess.corrupt;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.eobench.core.dataset.Band;
import org.eobench.core.dataset.BandStats;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.EoDataset;
import org.eobench.core.dataset.Image;
import org.eobench.core.dataset.Quantity;
import org.eobench.core.dataset.Sample;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.dataset.Split;
import org.eobench.core.task.classification.Classification;
import org.eobench.core.task.classification.ImageClass;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CorruptionsTest {
  private static final int SIZE = 48;
  private static final int DATES = 4;
  private static final List<Band> OPTICAL =
      List.of(
          new Band("B2", 0.49),
          new Band("B4", 0.665),
          new Band("B8", 0.842),
          new Band("B11", 1.61));
  private static final List<Band> RADAR = List.of(new Band("VV", null), new Band("VH", null));

  /** A field, a lake and a road in digital numbers and decibels; a corner has no data. */
  private static final class Landscape implements EoDataset {
    private final double unit;

    Landscape(double unit) {
      this.unit = unit;
    }

    @Override
    public DatasetSpec spec() {
      Map<String, List<Band>> bands = new LinkedHashMap<>();
      bands.put("optical", OPTICAL);
      bands.put("sar", RADAR);
      List<Double> means = OPTICAL.stream().map(band -> 0.15 * unit).toList();
      return new DatasetSpec(
          "landscape",
          1,
          Classification.KIND,
          Quantity.PLAIN,
          bands,
          Map.of(
              "optical", new BandStats(means, means, List.of(), List.of()),
              "sar", new BandStats(List.of(-11.0, -17.0), List.of(3.0, 3.0), List.of(), List.of())),
          List.of("any"),
          -1,
          List.of(),
          SIZE,
          DATES,
          "none",
          "none");
    }

    @Override
    public List<SampleRef> samples(Split split) {
      return IntStream.range(0, 3).mapToObj(i -> new SampleRef("s" + i, List.<Path>of())).toList();
    }

    @Override
    public Sample read(SampleRef ref, Map<String, List<String>> bands) {
      Map<String, Image> images = new LinkedHashMap<>();
      bands.forEach(
          (modality, names) ->
              images.put(modality, image(names.size(), modality.equals("sar") ? -12 : 0.2 * unit)));
      return new Sample(images, new ImageClass(0), ref);
    }

    private static Image image(int channels, double level) {
      float[] data = new float[channels * DATES * SIZE * SIZE];
      for (int i = 0; i < data.length; i++) {
        int y = i / SIZE % SIZE;
        int x = i % SIZE;
        int plane = i / (SIZE * SIZE);
        double relief = 1 + 0.3 * Math.sin(x / 5.0 + plane) * Math.cos(y / 7.0);
        boolean road = (x + y) % 17 == 0;
        data[i] = y < 4 && x < 4 ? Float.NaN : (float) (level * relief * (road ? 1.4 : 1));
      }
      return new Image(data, channels, DATES, SIZE, SIZE);
    }
  }

  private static final Map<String, List<String>> ALL_BANDS = new LinkedHashMap<>();

  static {
    ALL_BANDS.put("optical", OPTICAL.stream().map(Band::name).toList());
    ALL_BANDS.put("sar", RADAR.stream().map(Band::name).toList());
  }

  static Collection<Corruption> all() {
    return Corruptions.all();
  }

  private static Map<String, Image> images(Corruption corruption, double strength, long seed) {
    EoDataset data = new CorruptedDataset(new Landscape(10_000), corruption, strength, seed);
    return data.read(data.samples(Split.TEST).get(1), ALL_BANDS).images();
  }

  /** Root of the mean squared difference to the clean image, in units of the band's level. */
  private static double distance(Map<String, Image> images) {
    Map<String, Image> clean =
        new Landscape(10_000).read(new SampleRef("s1", List.of()), ALL_BANDS).images();
    double sum = 0;
    int count = 0;
    for (Map.Entry<String, Image> entry : clean.entrySet()) {
      float[] before = entry.getValue().data();
      float[] after = requireNonNull(images.get(entry.getKey())).data();
      double level = entry.getKey().equals("sar") ? 12 : 2000;
      for (int i = 0; i < before.length; i++) {
        if (!Float.isNaN(before[i])) {
          sum += Math.pow((after[i] - before[i]) / level, 2);
          count++;
        }
      }
    }
    return Math.sqrt(sum / count);
  }

  @ParameterizedTest
  @MethodSource("all")
  void appliesToOpticalAndRadarSeries(Corruption corruption) {
    assertThat(corruption.unfit(Modality.of(new Landscape(1).spec()), DATES)).isNull();
    assertThat(corruption.strengths()).hasSize(Corruption.SEVERITIES).isSorted();
    assertThat(corruption.strengths().get(0)).isPositive();
    assertThat(corruption.key()).matches("[a-z_]+");
    assertThat(corruption.measure()).isNotBlank();
  }

  @ParameterizedTest
  @MethodSource("all")
  void strengthZeroChangesNothing(Corruption corruption) {
    assertThat(distance(images(corruption, 0, 1))).isZero();
  }

  @ParameterizedTest
  @MethodSource("all")
  void everySeverityIsFartherFromTheOriginalThanTheOneBefore(Corruption corruption) {
    // Samples that lose a modality are a share of all, so that here several seeds are summed.
    List<Double> distances = new ArrayList<>();
    for (double strength : corruption.strengths()) {
      distances.add(
          IntStream.range(0, 8).mapToDouble(s -> distance(images(corruption, strength, s))).sum());
    }
    assertThat(distances).isSorted();
    assertThat(distances.get(4)).isGreaterThan(1.2 * distances.get(0));
    assertThat(distances.get(4)).isGreaterThan(0.01);
  }

  @ParameterizedTest
  @MethodSource("all")
  void keepsShapesAndPixelsWithoutData(Corruption corruption) {
    for (double strength : corruption.strengths()) {
      Map<String, Image> images = images(corruption, strength, 1);
      assertThat(images).containsOnlyKeys("optical", "sar");
      for (Image image : images.values()) {
        assertThat(image.height()).isEqualTo(SIZE);
        assertThat(image.width()).isEqualTo(SIZE);
        assertThat(image.frames()).isEqualTo(DATES);
        for (int i = 0; i < image.data().length; i++) {
          boolean corner = i / SIZE % SIZE < 4 && i % SIZE < 4;
          assertThat(Float.isNaN(image.data()[i])).isEqualTo(corner);
          assertThat(Float.isInfinite(image.data()[i])).isFalse();
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void dependsOnTheSeedAndTheSampleAndNotOnTheOrder(Corruption corruption) {
    double strength = corruption.strengths().get(3);
    EoDataset data = new CorruptedDataset(new Landscape(10_000), corruption, strength, 5);
    List<SampleRef> refs = data.samples(Split.TEST);
    List<float[]> forwards = refs.stream().map(ref -> values(data, ref)).toList();
    for (int i = refs.size() - 1; i >= 0; i--) {
      assertThat(values(data, refs.get(i))).isEqualTo(forwards.get(i));
    }
    boolean fixed = List.of("blur", "resolution_loss", "haze", "season").contains(corruption.key());
    boolean differs =
        IntStream.range(0, 20)
            .anyMatch(
                seed ->
                    distance(images(corruption, strength, seed))
                        != distance(images(corruption, strength, 99)));
    assertThat(differs).isEqualTo(!fixed);
    boolean alike =
        List.of("modality_dropped", "speckle", "modality_shift").contains(corruption.key());
    if (!fixed && !alike) {
      // All samples are the same landscape. These three may leave the optical images as they are.
      assertThat(forwards.stream().map(Arrays::hashCode).distinct().count()).isGreaterThan(1);
    }
  }

  private static float[] values(EoDataset data, SampleRef ref) {
    return requireNonNull(data.read(ref, ALL_BANDS).images().get("optical")).data();
  }

  /** The same scene as reflectance and as digital numbers. */
  @ParameterizedTest
  @MethodSource("all")
  void strengthsArePhysical(Corruption corruption) {
    double strength = corruption.strengths().get(2);
    SampleRef ref = new SampleRef("s1", List.of());
    float[] numbers =
        values(new CorruptedDataset(new Landscape(10_000), corruption, strength, 5), ref);
    float[] fractions =
        values(new CorruptedDataset(new Landscape(1), corruption, strength, 5), ref);
    for (int i = 0; i < numbers.length; i += 7) {
      if (!Float.isNaN(numbers[i])) {
        assertThat(numbers[i] / 10_000f).isCloseTo(fractions[i], within(1e-4f));
      }
    }
  }

  private static Corruption named(String key) {
    return all().stream().filter(one -> one.key().equals(key)).findFirst().orElseThrow();
  }

  private static Map<String, Image> flat(String key, double strength, double optical, double sar) {
    Map<String, Image> images = new LinkedHashMap<>();
    for (Map.Entry<String, List<String>> entry : ALL_BANDS.entrySet()) {
      int channels = entry.getValue().size();
      float[] data = new float[channels * SIZE * SIZE];
      Arrays.fill(data, (float) (entry.getKey().equals("sar") ? sar : optical));
      images.put(entry.getKey(), new Image(data, channels, 1, SIZE, SIZE));
    }
    return named(key)
        .apply(images, Modality.of(new Landscape(1).spec()), strength, new SplittableRandom(1));
  }

  private static double mean(Image image, double power) {
    double sum = 0;
    for (float value : image.data()) {
      sum += Math.pow(value, power);
    }
    return sum / image.data().length;
  }

  @Test
  void noiseHasTheStatedSizeAtTheReferenceReflectance() {
    Image noisy = requireNonNull(flat("sensor_noise", 10, 0.2, -10).get("optical"));
    double mean = mean(noisy, 1);
    assertThat(mean).isCloseTo(0.2, within(0.001));
    assertThat(Math.sqrt(mean(noisy, 2) - mean * mean)).isCloseTo(0.02, within(0.001));
    Image dark = requireNonNull(flat("sensor_noise", 10, 0, -10).get("optical"));
    assertThat(Math.sqrt(mean(dark, 2))).isCloseTo(0.02 / Math.sqrt(2), within(0.001));
  }

  @Test
  void speckleIsMultiplicativeAndKeepsTheMeanPower() {
    Image speckled = requireNonNull(flat("speckle", 0.5, 0.2, -10).get("sar"));
    double sum = 0;
    double squares = 0;
    for (float value : speckled.data()) {
      double power = Math.pow(10, (value + 10) / 10);
      sum += power / speckled.data().length;
      squares += power * power / speckled.data().length;
    }
    assertThat(sum).isCloseTo(1, within(0.03));
    assertThat(Math.sqrt(squares - sum * sum)).isCloseTo(0.5, within(0.03));
    assertThat(requireNonNull(flat("speckle", 0.5, 0.2, -10).get("optical")).data())
        .containsOnly(0.2f);
  }

  @Test
  void hazeFollowsTheAirlightModel() {
    float[] hazy = requireNonNull(flat("haze", 0.8, 0.05, -10).get("optical")).data();
    double depth = 0.8 * Math.pow(0.49 / 0.55, -1.3);
    double expected = 0.05 * Math.exp(-depth / 2) + 0.2 * (1 - Math.exp(-depth / 2));
    assertThat(hazy[0]).isCloseTo((float) expected, within(1e-5f));
    assertThat(hazy[3 * SIZE * SIZE]).as("less in the short-wave infrared").isLessThan(hazy[0]);
  }

  @Test
  void cloudsCoverTheStatedShareOfTheImage() {
    float[] cloudy = requireNonNull(flat("clouds", 35, 0.1, -10).get("optical")).data();
    int covered = 0;
    for (int i = 0; i < SIZE * SIZE; i++) {
      covered += cloudy[i] > 0.11f ? 1 : 0;
    }
    assertThat(100.0 * covered / (SIZE * SIZE)).isCloseTo(35, within(3.0));
  }

  @Test
  void blurLosesTheStatedContrastOfTheFinestStripes() {
    Map<String, Image> images = new LinkedHashMap<>();
    float[] stripes = new float[SIZE * SIZE];
    for (int i = 0; i < stripes.length; i++) {
      stripes[i] = i % 2;
    }
    images.put("optical", new Image(stripes, 1, 1, SIZE, SIZE));
    Modality band = Modality.of(List.of(new Band("B4", 0.665)), List.of(0.5));
    float[] blurred =
        requireNonNull(
                named("blur")
                    .apply(images, Map.of("optical", band), 80, new SplittableRandom(1))
                    .get("optical"))
            .data();
    int middle = SIZE * SIZE / 2 + SIZE / 2;
    double contrast = Math.abs(blurred[middle] - blurred[middle + 1]);
    assertThat(contrast).isCloseTo(0.2, within(0.001));
  }

  @Test
  void aCalibrationErrorInDecibelsIsAnOffset() {
    float value = requireNonNull(flat("gain", 20, 0.1, -10).get("sar")).data()[0];
    double up = 10 * Math.log10(1.2);
    double down = 10 * Math.log10(0.8);
    assertThat(Math.min(Math.abs(value + 10 - up), Math.abs(value + 10 - down))).isLessThan(1e-4);
  }

  @Test
  void lostBandsHaveTheMeanOfTheirBand() {
    float[] lost = requireNonNull(flat("band_dropped", 50, 0.4, -10).get("optical")).data();
    int means = 0;
    for (int c = 0; c < OPTICAL.size(); c++) {
      means += lost[c * SIZE * SIZE] == 0.15f ? 1 : 0;
    }
    assertThat(means).isEqualTo(2);
  }

  @Test
  void saysWhatDoesNotFit() {
    Map<String, Modality> radar = Map.of("sar", Modality.of(RADAR, List.of(-11.0, -17.0)));
    assertThat(named("haze").unfit(radar, 1))
        .isEqualTo("no modality has reflectance in known units");
    assertThat(named("date_dropped").unfit(radar, 1)).isEqualTo("there is only one date");
    assertThat(named("modality_dropped").unfit(radar, 1)).isEqualTo("there is only one modality");
    assertThat(named("speckle").unfit(radar, 1)).isNull();
    Map<String, Modality> unknown = Map.of("optical", Modality.of(OPTICAL, List.of()));
    assertThat(named("sensor_noise").unfit(unknown, 1)).isNotNull();
    assertThat(named("blur").unfit(unknown, 1)).isNull();
  }

  @Test
  void knowsTheUnitOfValuesFromTheirMeans() {
    assertThat(Modality.of(OPTICAL, List.of(0.1, 0.2, 0.3, 0.2)).unit()).isEqualTo(1);
    assertThat(Modality.of(OPTICAL, List.of(100.0, 90.0, 80.0, 70.0)).unit()).isEqualTo(255);
    assertThat(Modality.of(OPTICAL, List.of(900.0, 800.0, 2500.0, 2000.0)).unit())
        .isEqualTo(10_000);
    assertThat(Modality.of(RADAR, List.of(-11.0, -17.0)).scale()).isEqualTo(Modality.Scale.DECIBEL);
    assertThat(Modality.of(RADAR, List.of(0.1, 0.02)).scale()).isEqualTo(Modality.Scale.POWER);
  }
}
