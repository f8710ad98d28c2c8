package org.eobench.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.eobench.core.dataset.Acquisition;
import org.eobench.core.dataset.Image;
import org.eobench.core.dataset.ImagePart;
import org.eobench.core.dataset.Sample;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.error.BenchException;
import org.eobench.core.io.geotiff.Crs;
import org.eobench.core.io.geotiff.GeoTiffReader;
import org.eobench.core.io.geotiff.GeoTransform;
import org.eobench.core.io.geotiff.SampleType;
import org.eobench.core.loader.Batch;
import org.eobench.core.loader.Collate;
import org.eobench.core.provenance.FileHash;
import org.eobench.core.run.plan.RunRequest;
import org.eobench.core.run.scene.SceneGrid;
import org.eobench.core.run.scene.SceneOptions;
import org.eobench.core.run.scene.SceneOutput;
import org.eobench.core.run.scene.ScenePrediction;
import org.eobench.core.run.scene.SceneReport;
import org.eobench.core.run.scene.SceneSource;
import org.eobench.core.task.segmentation.LabelMap;
import org.eobench.core.task.segmentation.PredictedClasses;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scenes predicted by a trained toy model, whose windows have 8 pixels. */
class ScenePredictionTest extends ToyRuns {
  private static final Map<String, List<String>> BANDS = Map.of("optical", List.of("B4", "B8"));
  private static final List<SceneOutput> ALL =
      List.of(
          SceneOutput.CLASSES,
          SceneOutput.PROBABILITIES,
          SceneOutput.CONFIDENCE,
          SceneOutput.UNCERTAINTY,
          SceneOutput.MARGIN);

  @TempDir private static Path shared;

  private String config = "";

  /** Once for all tests, which do not change it. */
  @BeforeEach
  void trainsAModel() throws IOException {
    String sliding =
        ToyParts.YAML
            .replace("WORK", shared.toString())
            .replace("inference_mode: whole", "inference_mode: sliding")
            .replace("n_epochs: 2", "n_epochs: 1");
    try (Stream<Path> trained = Files.list(shared)) {
      Path directory = trained.findFirst().orElseGet(() -> run(sliding).directory());
      config =
          sliding
              .replace("train: true", "train: false")
              .replace("ckpt_dir: null", "ckpt_dir: " + directory);
    }
  }

  private ScenePrediction open(String yaml, SceneOptions options) {
    RunRequest request = new RunRequest(ToyParts.config(yaml), Map.of(), List.of());
    return ScenePrediction.open(request, ToyParts.components(), options, listener(() -> {}), stop);
  }

  private static Image noise(int height, int width, int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] data = new float[2 * height * width];
    for (int i = 0; i < data.length; i++) {
      data[i] = (float) random.nextDouble(-1, 1);
    }
    return new Image(data, 2, 1, height, width);
  }

  private static ArrayScene scene(Image image, GeoTransform transform) {
    SceneGrid grid = new SceneGrid(image.height(), image.width(), Crs.projected(32633), transform);
    return new ArrayScene("noise", grid, BANDS, Map.of("optical", image));
  }

  private static ArrayScene scene(Image image) {
    return scene(image, GeoTransform.northUp(500_000, 5_000_000, 10, 10));
  }

  /** The probabilities of an image as the evaluator predicts it. */
  private static float[] evaluated(LoadedRun run, Image image) {
    Sample raw =
        new Sample(
            Map.of("optical", image),
            new LabelMap(new int[image.height() * image.width()], image.height(), image.width()),
            new SampleRef("image", List.of()));
    Batch batch = Collate.batch(List.of(raw));
    List<float[]> found = new ArrayList<>();
    run.predict(batch, (given, logits) -> found.add(PredictedClasses.probabilities(logits)));
    return found.get(0);
  }

  /** The probabilities of a scene, in a file over that of the one before. */
  private float[] probabilities(ScenePrediction prediction, SceneSource scene) {
    SceneReport report = prediction.write(scene, work.resolve("probabilities.tif"), true);
    return values(report, "probabilities");
  }

  @Test
  void givesTheNumbersOfTheEvaluator() {
    for (String stride : List.of("null", "3", "8")) {
      String yaml = config.replace("sliding_stride: null", "sliding_stride: " + stride);
      try (ScenePrediction prediction = open(yaml, new SceneOptions(ALL, false, false))) {
        for (int[] size : new int[][] {{8, 8}, {29, 21}, {5, 30}, {3, 4}}) {
          Image image = noise(size[0], size[1], 1);
          float[] expected = evaluated(prediction.run(), image);
          assertThat(probabilities(prediction, scene(image)))
              .as("%s, stride %s", Arrays.toString(size), stride)
              .usingComparatorWithPrecision(1e-6f)
              .isEqualTo(expected);
        }
      }
    }
  }

  @Test
  void writesMapsThatAgreeWithEachOther() throws IOException {
    Path output = work.resolve("maps/map.tif");
    Image image = noise(40, 600, 2);
    SceneReport report;
    float[] expected;
    try (ScenePrediction prediction = open(config, new SceneOptions(ALL, false, false))) {
      report = prediction.write(scene(image), output, false);
      expected = evaluated(prediction.run(), image);
    }
    assertThat(report.files().keySet())
        .containsExactly("classes", "probabilities", "confidence", "uncertainty", "margin");
    assertThat(report.files()).containsEntry("classes", output);
    float[] classes = values(report, "classes");
    float[] probabilities = values(report, "probabilities");
    assertThat(probabilities).usingComparatorWithPrecision(1e-6f).isEqualTo(expected);
    float[] confidence = values(report, "confidence");
    float[] uncertainty = values(report, "uncertainty");
    float[] margin = values(report, "margin");
    int pixels = classes.length;
    long water = 0;
    for (int i = 0; i < pixels; i++) {
      float land = probabilities[i];
      float wet = probabilities[pixels + i];
      assertThat(classes[i]).isEqualTo(wet > land ? 1 : 0);
      water += wet > land ? 1 : 0;
      assertThat(confidence[i]).isEqualTo(Math.max(land, wet));
      assertThat(margin[i]).isEqualTo(Math.abs(land - wet));
      double entropy = -(land * Math.log(land) + wet * Math.log(wet)) / Math.log(2);
      assertThat((double) uncertainty[i]).isCloseTo(entropy, within(1e-5));
    }
    assertThat(report.classes()).containsEntry("water", water).containsKey("land");
    assertThat(report.classes().values().stream().mapToLong(n -> n).sum()).isEqualTo(pixels);
    assertThat(Files.readString(output.resolveSibling("map.json")))
        .contains("\"water\" : " + water, "\"pixels_without_data\" : 0");
    assertThat(work.resolve("maps/map.tif.part")).doesNotExist();
    try (GeoTiffReader tiff = GeoTiffReader.open(output)) {
      assertThat(tiff.info().epsg()).isEqualTo(32633);
      assertThat(tiff.info().transform())
          .isEqualTo(GeoTransform.northUp(500_000, 5_000_000, 10, 10));
      assertThat(tiff.info().nodata()).isEqualTo(255);
      assertThat(tiff.info().type()).isEqualTo(SampleType.UINT8);
    }
  }

  @Test
  void bytesHoldSharesInStepsOf254() {
    List<SceneOutput> outputs = List.of(SceneOutput.CONFIDENCE, SceneOutput.PROBABILITIES);
    Image image = noise(10, 10, 3);
    SceneReport report;
    float[] exact;
    try (ScenePrediction prediction = open(config, new SceneOptions(outputs, true, false))) {
      report = prediction.write(scene(image), work.resolve("shares.tif"), false);
    }
    try (ScenePrediction prediction = open(config, new SceneOptions(outputs, false, false))) {
      SceneReport plain = prediction.write(scene(image), work.resolve("exact.tif"), false);
      exact = values(plain, "confidence");
    }
    assertThat(report.files()).containsEntry("confidence", work.resolve("shares.tif"));
    float[] stored = values(report, "confidence");
    for (int i = 0; i < stored.length; i++) {
      assertThat(stored[i]).isEqualTo(Math.round(exact[i] * 254));
    }
    try (GeoTiffReader tiff = GeoTiffReader.open(file(report, "confidence"))) {
      assertThat(tiff.info().scales().get(0).scale()).isEqualTo(1 / 254.0);
    }
  }

  private static Path file(SceneReport report, String output) {
    return Objects.requireNonNull(report.files().get(output));
  }

  private static float[] values(SceneReport report, String output) {
    try (GeoTiffReader tiff = GeoTiffReader.open(file(report, output))) {
      return tiff.read();
    }
  }

  @Test
  void pixelsWithoutDataStaySoAndTheOthersAreFilledAsInTraining() {
    Image image = noise(24, 24, 4);
    int plane = 24 * 24;
    for (int row = 0; row < 24; row++) {
      for (int column = 12; column < 24; column++) {
        image.data()[row * 24 + column] = Float.NaN;
        image.data()[plane + row * 24 + column] = Float.NaN;
      }
    }
    image.data()[0] = Float.NaN; // one band of two: such a pixel has data
    try (ScenePrediction prediction =
        open(
            config,
            new SceneOptions(List.of(SceneOutput.CLASSES, SceneOutput.CONFIDENCE), false, false))) {
      SceneReport report = prediction.write(scene(image), work.resolve("half.tif"), false);
      float[] classes = values(report, "classes");
      float[] confidence = values(report, "confidence");
      for (int i = 0; i < plane; i++) {
        boolean empty = i % 24 >= 12;
        assertThat(classes[i]).isIn(empty ? List.of(255f) : List.of(0f, 1f));
        assertThat(Float.isNaN(confidence[i])).isEqualTo(empty);
      }
      assertThat(report.empty()).isEqualTo(plane / 2);
      assertThat(report.windowsPredicted()).isEqualTo(2 * 3);
      assertThat(report.windowsSkipped()).isEqualTo(3);
    }
  }

  @Test
  void scenesOfOneLatticeAgreeWhereTheyOverlap() {
    Image whole = noise(64, 64, 5);
    String yaml = config.replace("sliding_stride: null", "sliding_stride: 5");
    SceneOptions lattice = new SceneOptions(List.of(SceneOutput.PROBABILITIES), false, true);
    GeoTransform corner = GeoTransform.northUp(500_030, 4_999_920, 10, 10);
    try (ScenePrediction prediction = open(yaml, lattice)) {
      ArrayScene all = scene(whole, corner);
      float[] expected = probabilities(prediction, all);
      for (int[] shift : new int[][] {{1, 2}, {7, 3}, {13, 11}}) {
        int height = 64 - shift[0] - 4;
        int width = 64 - shift[1] - 6;
        Image part =
            Objects.requireNonNull(
                all.read(BANDS, new ImagePart(shift[0], shift[1], height, width)).get("optical"));
        float[] found = probabilities(prediction, scene(part, corner.shifted(shift[0], shift[1])));
        for (int row = 8; row < height - 8; row++) {
          for (int column = 8; column < width - 8; column++) {
            assertThat(found[row * width + column])
                .isCloseTo(expected[(row + shift[0]) * 64 + column + shift[1]], within(1e-6f));
          }
        }
      }
    }
  }

  @Test
  void aSceneThatWasStoppedGoesOnAndGivesTheSameFiles() throws IOException {
    Image image = noise(9, 2100, 6);
    SceneOptions options = new SceneOptions(ALL, false, false);
    Path whole = work.resolve("whole.tif");
    Path stopped = work.resolve("stopped.tif");
    try (ScenePrediction prediction = open(config, options)) {
      SceneReport report = prediction.write(scene(image), whole, false);
      assertThat(report.blocksResumed()).isZero();
      // A block has 2048 columns.
      SceneSource ending = new EndsAt(scene(image), 2090);
      assertThatThrownBy(() -> prediction.write(ending, stopped, false))
          .isInstanceOf(IllegalStateException.class);
      assertThat(stopped).doesNotExist();
      SceneReport resumed = prediction.write(scene(image), stopped, false);
      assertThat(resumed.blocksResumed()).isEqualTo(1);
      for (String key : report.files().keySet()) {
        assertThat(FileHash.sha256(file(resumed, key)))
            .as(key)
            .isEqualTo(FileHash.sha256(file(report, key)));
      }
      assertThat(prediction.write(scene(image), stopped, false).blocksResumed())
          .isEqualTo(SceneReport.ALL_BLOCKS);
      assertThatThrownBy(() -> prediction.write(scene(noise(9, 9, 7)), stopped, false))
          .isInstanceOf(BenchException.class)
          .hasMessageContaining("FileExists")
          .hasMessageContaining("--force");
      // A folder of that name that is not ours lets nothing be replaced.
      Files.createDirectory(work.resolve("stopped.tif.part"));
      assertThatThrownBy(() -> prediction.write(scene(noise(9, 9, 7)), stopped, false))
          .hasMessageContaining("FileExists");
      assertThat(prediction.write(scene(noise(9, 9, 7)), stopped, true).width()).isEqualTo(9);
    }
  }

  @Test
  void unfinishedWorkOfOtherSettingsIsRefusedAndADamagedBlockComputedAgain() throws IOException {
    Image image = noise(9, 2100, 8);
    Path output = work.resolve("map.tif");
    try (ScenePrediction prediction = open(config, SceneOptions.USUAL)) {
      assertThatThrownBy(() -> prediction.write(new EndsAt(scene(image), 2090), output, false))
          .isInstanceOf(IllegalStateException.class);
    }
    Path folder = work.resolve("map.tif.part");
    Path block = folder.resolve("block_0000_0000.tiles");
    assertThat(block).exists();
    String yaml = config.replace("sliding_stride: null", "sliding_stride: 7");
    try (ScenePrediction other = open(yaml, SceneOptions.USUAL)) {
      assertThatThrownBy(() -> other.write(scene(image), output, false))
          .isInstanceOf(BenchException.class)
          .hasMessageContaining("OtherWork")
          .hasMessageContaining("configuration was")
          .hasMessageContaining("--force");
      assertThat(block).exists();
    }
    byte[] bytes = Files.readAllBytes(block);
    bytes[20] ^= 1;
    Files.write(block, bytes);
    try (ScenePrediction prediction = open(config, SceneOptions.USUAL)) {
      SceneReport report = prediction.write(scene(image), output, false);
      assertThat(report.blocksResumed()).isZero();
      SceneReport fresh = prediction.write(scene(image), work.resolve("fresh.tif"), false);
      assertThat(FileHash.sha256(output)).isEqualTo(FileHash.sha256(file(fresh, "classes")));
    }
  }

  @Test
  void refusesWhatItCannotDo() {
    assertThatThrownBy(
            () -> open(config, new SceneOptions(List.of(SceneOutput.VALUES), false, false)))
        .hasMessageContaining("NoSuchOutput");
    assertThatThrownBy(() -> open(config, new SceneOptions(List.of(), true, false)))
        .hasMessageContaining("FlagAlone");
    String flipped =
        config.replace("sliding_stride: null", "sliding_stride: null, test_flip: true");
    assertThatThrownBy(() -> open(flipped, SceneOptions.USUAL))
        .hasMessageContaining("NoTestTimeCopies");
    try (ScenePrediction prediction = open(config, SceneOptions.USUAL)) {
      ArrayScene one =
          new ArrayScene(
              "one",
              SceneGrid.plain(9, 9),
              Map.of("optical", List.of("B4")),
              Map.of("optical", new Image(new float[81], 1, 1, 9, 9)));
      Path output = work.resolve("no.tif");
      assertThatThrownBy(() -> prediction.write(one, output, false))
          .hasMessageContaining("band B8");
      for (int[] size : new int[][] {{2_000_000_000, 1}, {5_000_000, 5_000_000}}) {
        SceneSource huge = new EndsAt(one, 9, SceneGrid.plain(size[0], size[1]));
        assertThatThrownBy(() -> prediction.write(huge, output, false))
            .hasMessageContaining("SceneTooLarge");
      }
      Image twice = new Image(new float[2 * 2 * 81], 2, 2, 9, 9);
      assertThatThrownBy(() -> prediction.write(scene(twice), output, true))
          .hasMessageContaining("DateCount");
    }
  }

  /** A scene whose file ends at a column. */
  private record EndsAt(ArrayScene scene, int column, SceneGrid grid) implements SceneSource {
    EndsAt(ArrayScene scene, int column) {
      this(scene, column, scene.grid());
    }

    @Override
    public String id() {
      return scene.id();
    }

    @Override
    public List<Path> files() {
      return scene.files();
    }

    @Override
    public Map<String, List<String>> bands() {
      return scene.bands();
    }

    @Override
    public Map<String, Image> read(Map<String, List<String>> bands, ImagePart part) {
      if (part.column() + part.width() > column) {
        throw new IllegalStateException("the file ends here");
      }
      return scene.read(bands, part);
    }

    @Override
    public Acquisition acquisition(ImagePart part) {
      return scene.acquisition(part);
    }

    @Override
    public void close() {
      scene.close();
    }
  }
}
