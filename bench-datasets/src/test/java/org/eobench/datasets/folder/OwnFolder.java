package org.eobench.datasets.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.eobench.core.config.bind.Binder;
import org.eobench.core.config.tree.MapNode;
import org.eobench.core.config.tree.YamlReader;
import org.eobench.core.dataset.Band;
import org.eobench.core.dataset.EoDataset;
import org.eobench.core.dataset.Image;
import org.eobench.core.dataset.Sample;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.dataset.Split;
import org.eobench.testing.DatasetContexts;
import org.eobench.testing.SharedFiles;
import org.eobench.testing.TiffBuilder;

/** The folder data set over some files, as a user's YAML describes it. */
final class OwnFolder {
  private OwnFolder() {}

  /**
   * The config of {@code folder.yaml} with other keys, all images in the training split.
   *
   * @param keys YAML of the keys that differ
   */
  static FolderConfig config(Path root, String keys) {
    try {
      Path file = SharedFiles.projectRoot().resolve("configs/dataset/folder.yaml");
      MapNode config = node(Files.readString(file), file.toString());
      config.put("missing_pixels", Objects.requireNonNull(node("a: ignore", "a").get("a")));
      config.put("task", Objects.requireNonNull(node("a: segmentation", "a").get("a")));
      for (MapNode.Entry entry :
          node(keys.contains("split:") ? keys : keys + "split: {ratio: [1, 0, 0]}\n", "keys")
              .entries()) {
        config.put(entry.key(), entry.value());
      }
      config.put("root_path", Objects.requireNonNull(node("a: '" + root + "'", "a").get("a")));
      return Binder.bindOrThrow(config, FolderConfig.class);
    } catch (IOException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private static MapNode node(String text, String source) {
    return (MapNode) Objects.requireNonNull(YamlReader.read(text, source));
  }

  static EoDataset open(Path root, Path cache, String keys) {
    return FolderDataset.open(config(root, keys), DatasetContexts.of(cache));
  }

  static List<SampleRef> samples(EoDataset dataset) {
    return dataset.samples(Split.TRAIN);
  }

  /** Reads all bands of a sample. */
  static Sample read(EoDataset dataset, String id) {
    Map<String, List<String>> bands = new LinkedHashMap<>();
    dataset
        .spec()
        .bands()
        .forEach((modality, all) -> bands.put(modality, all.stream().map(Band::name).toList()));
    List<SampleRef> found = samples(dataset).stream().filter(ref -> ref.id().equals(id)).toList();
    assertThat(found).as("%s in %s", id, samples(dataset)).hasSize(1);
    return dataset.read(found.get(0), bands);
  }

  static Image image(EoDataset dataset, String id, String modality) {
    return image(read(dataset, id), modality);
  }

  static Image image(Sample sample, String modality) {
    return Objects.requireNonNull(sample.images().get(modality));
  }

  /** Writes a GeoTIFF of 16-bit numbers, with a georeference of 10 m pixels divided by a factor. */
  static void tiff(
      Path file, int bands, int height, int width, double pixel, IntToDoubleFunction v) {
    builder(bands, height, width, pixel, v).write(parent(file));
  }

  static TiffBuilder builder(
      int bands, int height, int width, double pixel, IntToDoubleFunction value) {
    List<double[]> planes = new ArrayList<>();
    for (int band = 0; band < bands; band++) {
      int start = band * height * width;
      planes.add(
          IntStream.range(0, height * width)
              .mapToDouble(i -> value.applyAsDouble(start + i))
              .toArray());
    }
    TiffBuilder tiff = TiffBuilder.unsigned(16, width, height, planes.toArray(double[][]::new));
    return pixel > 0 ? tiff.epsg(32633).northUp(500_000, 5_000_000, pixel, pixel) : tiff;
  }

  static void mask(Path file, int height, int width) {
    TiffBuilder.unsigned(8, width, height, new double[height * width]).write(parent(file));
  }

  private static Path parent(Path file) {
    try {
      Files.createDirectories(Objects.requireNonNull(file.getParent()));
      return file;
    } catch (IOException failure) {
      throw new IllegalStateException(failure);
    }
  }
}
