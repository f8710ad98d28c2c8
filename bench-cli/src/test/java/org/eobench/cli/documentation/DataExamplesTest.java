package org.eobench.cli.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.eobench.cli.faults.ProgramAnswer;
import org.eobench.testing.SharedFiles;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The files of {@code examples/data} train and test on the real data that they are for. Each table
 * shows the numbers of pixels, or mean and standard deviation, that NumPy counts in the test split:
 * the rows or columns that {@code split} leaves to it.
 */
class DataExamplesTest {
  private static final String NUMBER = " +\\|.*\\| +%s  \\|";
  private static final String SMALL = "encoder=prithvi_tiny encoder.patch_size=4 ";

  @TempDir private Path scratch;

  /**
   * An example.
   *
   * @param data the folder of its data
   * @param words further arguments
   * @param rows parts of the table by the name of the row, as regular expressions
   */
  private record Example(String data, String words, Map<String, String> rows) {}

  private static Map<String, Example> examples() {
    Map<String, Example> examples = new TreeMap<>();
    examples.put(
        "flood_s1s2",
        new Example(
            "flood_sen1floods11",
            SMALL + "encoder.input_size=32 decoder=seg_linear",
            Map.of("No water", pixels(69417), "Water", pixels(5325))));
    examples.put(
        "cloud_masks",
        new Example(
            "cloud_ukis_csmask",
            SMALL + "encoder.input_size=64 decoder=seg_linear",
            Map.of(
                "Cloud shadow", pixels(18074),
                "Water", pixels(2578),
                "Land", pixels(78010),
                "Cloud", pixels(32410))));
    examples.put(
        "land_use_series",
        new Example(
            "landcover_timeseries_eolearn",
            SMALL + "encoder.input_size=16 decoder=seg_linear temporal=mean",
            Map.of("Forest", pixels(1169), "Grassland", pixels(637), "Artificial", pixels(24))));
    examples.put(
        "sparse_values",
        new Example(
            "hls_terratorch",
            SMALL + "encoder.input_size=56 decoder=reg_upernet decoder.channels=16",
            Map.of("always 4.926", deviation("4.7374", 141))));
    examples.put(
        "biomass_months",
        new Example(
            "biomassters",
            SMALL + "encoder.input_size=32 decoder=reg_upernet decoder.channels=16 temporal=mean",
            Map.of("always 91.90", deviation("58.5156", 4096))));
    examples.put(
        "class_folders",
        new Example(
            "eurosat",
            SMALL + "encoder.input_size=64 decoder=cls_linear batch_size=1",
            Map.of("AnnualCrop", " +\\|")));
    examples.put(
        "tree_species_hdf5",
        new Example(
            "treesatai_ts",
            SMALL + "encoder.input_size=32 decoder=cls_linear temporal=mean batch_size=1",
            Map.of("Abies_alba", " +\\|")));
    examples.put(
        "labelled_polygons",
        new Example(
            "s2_boadella",
            SMALL + "encoder.input_size=32 decoder=seg_linear temporal=mean",
            Map.of("Other", pixels(11580), "Water", pixels(4292))));
    examples.put(
        "point_series",
        new Example(
            "presto_points/algae_blooms/npy",
            "encoder=presto_tiny encoder.input_size=1 decoder=reg_upernet decoder.channels=16",
            Map.of("always 2.700", deviation("0.7810", 30))));
    return examples;
  }

  private static String pixels(int count) {
    return NUMBER.formatted(count);
  }

  /** The error of the mean as a prediction is the standard deviation. */
  private static String deviation(String number, int count) {
    return " +\\| +" + number + "  \\|.*\\| +" + count + "  \\|";
  }

  private static Path folder() {
    return SharedFiles.projectRoot().resolve("examples/data");
  }

  @Test
  void everyExampleIsTried() throws IOException {
    try (Stream<Path> files = Files.list(folder().resolve("dataset"))) {
      assertThat(files.map(file -> file.getFileName().toString().replace(".yaml", "")))
          .containsExactlyInAnyOrderElementsOf(examples().keySet());
    }
  }

  @TestFactory
  Stream<DynamicTest> trainsAndTestsOnRealData() {
    return examples().entrySet().stream()
        .map(
            example ->
                DynamicTest.dynamicTest(
                    example.getKey(), () -> run(example.getKey(), example.getValue())));
  }

  private void run(String name, Example example) {
    Path data = SharedFiles.require("data/" + example.data);
    List<String> words =
        new ArrayList<>(
            List.of(
                "--config-dir",
                folder().toString(),
                "dataset=" + name,
                "dataset.root_path=" + data,
                "device=cpu",
                "num_workers=0",
                "task.trainer.n_epochs=1",
                "task.trainer.ckpt_interval=0",
                "feature_cache=off",
                "cache_dir=" + scratch.resolve("cache"),
                "work_dir=" + scratch.resolve("runs")));
    words.addAll(List.of(example.words.split(" ")));
    ProgramAnswer answer = ProgramAnswer.to(words, scratch).fits();
    example.rows.forEach(
        (row, numbers) -> assertThat(answer.said()).containsPattern("(?m)^ *" + row + numbers));
  }
}
