package org.eobench.datasets.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eobench.core.dataset.EoDataset;
import org.eobench.core.io.geotiff.GeoTiffSpec;
import org.eobench.core.io.geotiff.GeoTiffWriter;
import org.eobench.core.io.geotiff.SampleType;
import org.eobench.datasets.ConfigFiles;
import org.eobench.testing.DatasetContexts;
import org.junit.jupiter.api.io.TempDir;

/** A folder with images of two bands and masks of two classes, drawn by a test. */
abstract class FolderOfImages {
  static final int HEIGHT = 60;
  static final int WIDTH = 40;
  static final Map<String, List<String>> ALL = Map.of("optical", List.of("red", "nir"));

  @TempDir Path root;
  @TempDir Path cache;

  void image(String name, float base) {
    float[] values = new float[2 * HEIGHT * WIDTH];
    for (int i = 0; i < values.length; i++) {
      values[i] = base + i;
    }
    GeoTiffWriter.write(
        root.resolve(name + "_image.tif"),
        GeoTiffSpec.plain(WIDTH, HEIGHT, 2, SampleType.FLOAT32).withNodata(base),
        values);
    mask(name, HEIGHT, (float) 1);
  }

  void mask(String name, int height, float label) {
    float[] labels = new float[height * WIDTH];
    labels[WIDTH + 2] = label;
    GeoTiffWriter.write(
        root.resolve(name + "_mask.tif"),
        GeoTiffSpec.plain(WIDTH, height, 1, SampleType.UINT8).withNodata(255),
        labels);
  }

  FolderConfig config(String... replacements) {
    return config(root, "[red, nir]", replacements);
  }

  /**
   * The configuration of a folder of files {@code NAME_image.tif} and {@code NAME_mask.tif}.
   *
   * @param bands names of the bands, as YAML
   * @param replacements texts of the shipped configuration, each followed by the one in its place
   */
  static FolderConfig config(Path root, String bands, String... replacements) {
    return ConfigFiles.bind(
        "folder",
        FolderConfig.class,
        text -> {
          String edited =
              text.replace("root_path: ???", "root_path: " + root)
                  .replace("images:\n  optical: null", "images:\n  optical: '{id}_image.tif'")
                  .replace("mask: null", "mask: '*_mask.tif'")
                  .replace("bands:\n  optical: null", "bands:\n  optical: " + bands)
                  .replace("classes: []", "classes: [land, water]");
          for (int i = 0; i < replacements.length; i += 2) {
            assertThat(edited).contains(replacements[i]);
            edited = edited.replace(replacements[i], replacements[i + 1]);
          }
          return edited;
        });
  }

  /** The same with one band and all images in the training split. */
  static FolderConfig training(Path root, String... replacements) {
    List<String> all = new ArrayList<>(List.of("ratio: [0.7, 0.15, 0.15]", "ratio: [1, 0, 0]"));
    all.addAll(List.of(replacements));
    return config(root, "[red]", all.toArray(String[]::new));
  }

  EoDataset open(String... replacements) {
    return FolderDataset.open(config(replacements), DatasetContexts.of(cache));
  }
}
