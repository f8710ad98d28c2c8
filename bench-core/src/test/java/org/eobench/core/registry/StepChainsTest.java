package org.eobench.core.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.inject.Guice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.eobench.core.config.tree.ConfigNode;
import org.eobench.core.config.tree.YamlReader;
import org.eobench.core.dataset.BandStats;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.Sample;
import org.eobench.core.dataset.Split;
import org.eobench.core.error.BenchException;
import org.eobench.core.preprocess.CropPosition;
import org.eobench.core.preprocess.ImageSpec;
import org.eobench.core.preprocess.PreprocessStep;
import org.eobench.core.preprocess.Preprocessor;
import org.eobench.core.preprocess.SampleRandom;
import org.eobench.core.preprocess.StepContext;
import org.eobench.core.spi.CoreBindings;
import org.eobench.core.task.segmentation.LabelMap;
import org.eobench.core.testing.Encoders;
import org.eobench.core.testing.MemoryDataset;
import org.junit.jupiter.api.Test;

class StepChainsTest {
  private static final StepContext START =
      new StepContext(
          withShares(
              MemoryDataset.spec(
                  Map.of("optical", List.of("B2", "B3")),
                  Map.of(
                      "optical",
                      new BandStats(
                          List.of(1.0, 2.0),
                          List.of(3.0, 4.0),
                          List.of(0.0, 0.0),
                          List.of(5.0, 5.0))))),
          Encoders.taking(16, Map.of("optical", List.of("B3", "B8"))),
          CropPosition.DRAWN);

  private final StepChains chains =
      Guice.createInjector(new CoreBindings()).getInstance(StepChains.class);

  /** Some steps ask how frequent each class is. */
  private static ImageSpec withShares(DatasetSpec dataset) {
    ImageSpec images = ImageSpec.of(dataset);
    return new ImageSpec(
        images.modalities(),
        images.height(),
        images.width(),
        images.ignoreIndex(),
        List.of(0.5, 0.3, 0.2));
  }

  private static ConfigNode yaml(String text) {
    ConfigNode node = YamlReader.read(text, "preprocessing/mine.yaml");
    return Objects.requireNonNull(node, text);
  }

  @Test
  void buildsEveryConfigurationThatIsShipped() throws IOException {
    Path root = Path.of(System.getProperty("bench.root", "..")).toAbsolutePath();
    try (Stream<Path> files = Files.list(root.resolve("configs/preprocessing"))) {
      List<Path> all = files.sorted().toList();
      assertThat(all).hasSizeGreaterThanOrEqualTo(5);
      for (Path file : all) {
        ConfigNode group =
            yaml(Files.readString(file).replace("${protocol.nearest_pixel}", "centre"));
        for (String split : List.of("train", "val", "test")) {
          ConfigNode list = Objects.requireNonNull(group.select(split), split + " of " + file);
          Preprocessor chain = chains.chain(list, "preprocessing." + split, START);
          if (file.endsWith("embeddings.yaml")) {
            // The images are not what an encoder of stored embeddings takes.
            assertThat(chain.output().padded()).isEmpty();
            continue;
          }
          chain.requireFitForEncoder();
          assertThat(chain.output().padded()).isEqualTo(Map.of("optical", List.of("B8")));
        }
      }
    }
  }

  /** Samples are kept in memory and read again in the next epoch. */
  @Test
  void noStepOfAShippedConfigurationChangesItsInput() throws IOException {
    Path root = Path.of(System.getProperty("bench.root", "..")).toAbsolutePath();
    MemoryDataset dataset = new MemoryDataset(1, 40, 24);
    Sample raw =
        dataset.read(dataset.samples(Split.TRAIN).get(0), Map.of("optical", List.of("B2", "B3")));
    image(raw)[3] = Float.NaN;
    try (Stream<Path> files = Files.list(root.resolve("configs/preprocessing"))) {
      for (Path file : files.sorted().toList()) {
        ConfigNode group =
            yaml(Files.readString(file).replace("${protocol.nearest_pixel}", "centre"));
        for (String split : List.of("train", "val", "test")) {
          ConfigNode list = Objects.requireNonNull(group.select(split));
          Preprocessor chain = chains.chain(list, "preprocessing." + split, START);
          float[] values = image(raw).clone();
          int[] labels = LabelMap.of(raw).labels().clone();
          Sample current = raw;
          for (PreprocessStep step : chain.steps()) {
            float[] before = image(current).clone();
            Sample next = step.apply(current, SampleRandom.of(1, 2, 3));
            assertThat(image(current)).as("%s of %s", step, file).isEqualTo(before);
            current = next;
          }
          chain.apply(raw, SampleRandom.of(1, 2, 3));
          assertThat(image(raw)).as(file.toString()).isEqualTo(values);
          assertThat(LabelMap.of(raw).labels()).as(file.toString()).isEqualTo(labels);
        }
      }
    }
  }

  private static float[] image(Sample sample) {
    return Objects.requireNonNull(sample.images().get("optical")).data();
  }

  @Test
  void readsTheKeysOfAStep() {
    Preprocessor chain =
        chains.chain(
            yaml(
                """
                - {_target_: Resize, size: 20, interpolation: nearest, antialias: false}
                - {_target_: RandomCrop, size: [7, 9], pad_if_needed: true}
                """),
            "preprocessing.train",
            START);

    assertThat(chain.steps()).hasSize(2);
    assertThat(chain.steps().get(0).output().height()).isEqualTo(20);
    assertThat(chain.output().height()).isEqualTo(7);
    assertThat(chain.output().width()).isEqualTo(9);
  }

  @Test
  void reportsEverythingWrongWithAListAtOnce() {
    ConfigNode list =
        yaml(
            """
            - _target_: BandFiltre
            - {_target_: RandomCrop, size: big}
            - {_target_: BandPadding, fill: 3}
            - {size: 3}
            """);

    assertThatThrownBy(() -> chains.chain(list, "preprocessing.train", START))
        .isInstanceOfSatisfying(
            BenchException.class, failure -> assertThat(failure.problems()).hasSize(4))
        .hasMessageContaining("did you mean BandFilter")
        .hasMessageContaining("size must be one number of pixels")
        .hasMessageContaining("preprocessing.train.2.fill")
        .hasMessageContaining("preprocessing.train.3 does not name its step")
        .hasMessageContaining("mine.yaml");
  }

  @Test
  void refusesWhatIsNoList() {
    assertThatThrownBy(() -> chains.chain(yaml("a: 1"), "preprocessing.val", START))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("preprocessing.val must be a list of steps");
  }

  @Test
  void refusesSizesThatAreNone() {
    for (String size : List.of("0", "-3", "[1, 2, 3]", "[]", "2.5", "[4, x]", "{a: 1}")) {
      assertThatThrownBy(
              () ->
                  chains.chain(
                      yaml("- {_target_: Resize, size: " + size + "}"), "preprocessing.val", START))
          .as(size)
          .isInstanceOf(BenchException.class)
          .hasMessageContaining("size must be one number");
    }
  }
}
