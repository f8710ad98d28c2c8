package org.eobench.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eobench.core.dataset.EoDataset;
import org.eobench.core.dataset.Image;
import org.eobench.core.dataset.Sample;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.dataset.Split;
import org.eobench.core.task.segmentation.LabelMap;
import org.eobench.testing.layouts.LayoutFixture;

/**
 * A data set opened as {@code dataset=NAME} does, and its folder.
 *
 * @param root its folder
 * @param dataset the open data set
 */
public record OpenedSet(Path root, EoDataset dataset) {

  /** Writes a fixture into a new folder and opens it. */
  public static OpenedSet written(LayoutFixture fixture, Path folder, String... overrides) {
    Path root = folder.resolve(fixture.dataset());
    try {
      Files.createDirectories(root);
      fixture.write(root);
    } catch (IOException failure) {
      throw new IllegalStateException(failure);
    }
    return reopened(fixture, folder, overrides);
  }

  /** Opens files that were written before. */
  public static OpenedSet reopened(LayoutFixture fixture, Path folder, String... overrides) {
    List<String> all = new ArrayList<>(fixture.overrides());
    all.addAll(List.of(overrides));
    return open(fixture.dataset(), folder.resolve(fixture.dataset()), folder, all);
  }

  /** Opens the files of a folder. */
  public static OpenedSet open(String name, Path root, Path cache, String... overrides) {
    return new OpenedSet(root, ComposedDataset.open(cache, name, root, overrides));
  }

  /** Opens the files of a folder. */
  public static OpenedSet open(String name, Path root, Path cache, List<String> overrides) {
    return open(name, root, cache, overrides.toArray(String[]::new));
  }

  /** The names of the samples of a split, in order. */
  public List<String> ids(Split split) {
    return ComposedDataset.ids(dataset, split);
  }

  /** Reads all bands of the only sample of a name. */
  public Sample read(String id) {
    Map<String, List<String>> bands = new LinkedHashMap<>();
    dataset
        .spec()
        .bands()
        .keySet()
        .forEach(modality -> bands.put(modality, ComposedDataset.bands(dataset, modality)));
    return read(id, bands);
  }

  /** Reads some bands of the optical images of a sample. */
  public float[] optical(String id, String... bands) {
    return ComposedDataset.image(read(id, Map.of("optical", List.of(bands))), "optical").data();
  }

  public int[] labels(String id) {
    return LabelMap.of(read(id, Map.of())).labels();
  }

  private Sample read(String id, Map<String, List<String>> bands) {
    for (Split split : Split.values()) {
      List<SampleRef> found =
          dataset.samples(split).stream().filter(ref -> ref.id().equals(id)).toList();
      if (!found.isEmpty()) {
        assertThat(found).hasSize(1);
        return dataset.read(found.get(0), bands);
      }
    }
    assertThat(id).as("samples").isIn(ids(Split.TRAIN), ids(Split.VAL), ids(Split.TEST));
    throw new AssertionError(id);
  }

  /** The value at one place of an image {@code [C,T,H,W]}. */
  public static float value(Sample sample, String modality, int band, int date, int row, int col) {
    Image image = ComposedDataset.image(sample, modality);
    int plane = image.height() * image.width();
    return image.data()[(band * image.frames() + date) * plane + row * image.width() + col];
  }
}
