package org.eobench.core.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.inject.Guice;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.eobench.core.config.tree.YamlReader;
import org.eobench.core.dataset.BandStats;
import org.eobench.core.dataset.Image;
import org.eobench.core.dataset.Sample;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.io.tensors.NpyArray;
import org.eobench.core.preprocess.CropPosition;
import org.eobench.core.preprocess.ImageSpec;
import org.eobench.core.preprocess.Preprocessor;
import org.eobench.core.preprocess.Resize;
import org.eobench.core.preprocess.SampleRandom;
import org.eobench.core.preprocess.StepContext;
import org.eobench.core.spi.CoreBindings;
import org.eobench.core.task.segmentation.LabelMap;
import org.eobench.core.testing.Encoders;
import org.eobench.core.testing.GoldenFiles;
import org.eobench.core.testing.MemoryDataset;
import org.junit.jupiter.api.Test;

/** The steps give what Pangaea's give. */
class GoldenPreprocessingTest {
  /** Cases that record more than a place; the golden checks of bench-testing run them. */
  private static final Set<String> ELSEWHERE =
      Set.of(
          "FocusRandomCropToEncoder",
          "ImportanceRandomCropToEncoder",
          "RandomResizedCropToEncoder",
          "collate");

  private final StepChains chains =
      Guice.createInjector(new CoreBindings()).getInstance(StepChains.class);

  @Test
  void equalsPangaeaInEveryRecordedCase() throws IOException {
    int checked = 0;
    for (GoldenFiles golden : GoldenFiles.of("preprocessing/")) {
      if (!ELSEWHERE.contains(golden.component().substring("preprocessing/".length()))) {
        check(golden);
        checked++;
      }
    }

    assertThat(checked).isGreaterThanOrEqualTo(17);
  }

  private void check(GoldenFiles golden) {
    Preprocessor chain = chain(golden);
    Map<String, Image> images = new LinkedHashMap<>();
    chain.input().bands().keySet().forEach(name -> images.put(name, image(golden.input(name))));
    NpyArray target = golden.input("target");
    boolean labels = !target.dtype().isFloating();
    int height = (int) target.shape()[0];
    int width = (int) target.shape()[1];
    int[] values =
        labels
            ? Arrays.stream(target.longs()).mapToInt(Math::toIntExact).toArray()
            : new int[height * width];
    Sample sample =
        new Sample(images, new LabelMap(values, height, width), new SampleRef("x", List.of()));

    Sample got = chain.apply(sample, SampleRandom.of(1, 0, 0));

    got.images()
        .forEach(
            (name, image) ->
                golden.check(
                    name,
                    new long[] {image.channels(), image.frames(), image.height(), image.width()},
                    GoldenFiles.doubles(image.data())));
    if (labels) {
      long[] shape = {got.target().height(), got.target().width()};
      golden.check(
          "target", shape, Arrays.stream(LabelMap.of(got).labels()).asDoubleStream().toArray());
    } else {
      // Float targets are resized as an image of one band is.
      Resize resize = (Resize) chain.steps().get(0);
      Image resized = resize.resize(new Image(target.floats(), 1, 1, height, width));
      golden.check(
          "target",
          new long[] {resized.height(), resized.width()},
          GoldenFiles.doubles(resized.data()));
    }
  }

  private Preprocessor chain(GoldenFiles golden) {
    JsonNode dataset = golden.config().path("dataset");
    Map<String, List<String>> bands = bands(dataset.path("bands"));
    Map<String, BandStats> stats = new LinkedHashMap<>();
    bands
        .keySet()
        .forEach(
            name ->
                stats.put(
                    name,
                    new BandStats(
                        numbers(dataset.path("data_mean").path(name)),
                        numbers(dataset.path("data_std").path(name)),
                        numbers(dataset.path("data_min").path(name)),
                        numbers(dataset.path("data_max").path(name)))));
    JsonNode encoder = golden.config().path("encoder");
    JsonNode crop = golden.config().path("crop_ijhw");
    CropPosition position =
        crop.isMissingNode()
            ? CropPosition.DRAWN
            : CropPosition.at(crop.get(0).asInt(), crop.get(1).asInt());
    // Labels were resized by torch's own rule, as under protocol=pangaea.
    String steps =
        golden
            .config()
            .path("steps")
            .toString()
            .replaceAll(
                "\"_target_\":\"(\\w*Resize\\w*)\"",
                "\"_target_\":\"$1\",\"nearest_pixel\":\"floor\"");
    return chains.chain(
        Objects.requireNonNull(YamlReader.read(steps, golden.toString())),
        "preprocessing.train",
        new StepContext(
            ImageSpec.of(MemoryDataset.spec(bands, stats)),
            Encoders.taking(encoder.path("input_size").asInt(), bands(encoder.path("input_bands"))),
            position));
  }

  private static Image image(NpyArray array) {
    long[] shape = array.shape();
    return new Image(
        array.floats(), (int) shape[0], (int) shape[1], (int) shape[2], (int) shape[3]);
  }

  private static Map<String, List<String>> bands(JsonNode node) {
    Map<String, List<String>> bands = new LinkedHashMap<>();
    node.properties()
        .forEach(
            entry -> {
              List<String> names = new ArrayList<>();
              entry.getValue().forEach(name -> names.add(name.asText()));
              bands.put(entry.getKey(), names);
            });
    return bands;
  }

  private static List<Double> numbers(JsonNode node) {
    List<Double> numbers = new ArrayList<>();
    node.forEach(number -> numbers.add(number.asDouble()));
    return numbers;
  }
}
