package org.eobench.datasets.layouts;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.Guice;
import com.google.inject.Key;
import com.google.inject.TypeLiteral;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.eobench.core.config.bind.Binder;
import org.eobench.core.config.compose.Composer;
import org.eobench.core.config.compose.SearchPath;
import org.eobench.core.config.source.DirectorySource;
import org.eobench.core.config.tree.MapNode;
import org.eobench.core.config.tree.ScalarNode;
import org.eobench.core.dataset.Band;
import org.eobench.core.dataset.EoDataset;
import org.eobench.core.dataset.Sample;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.dataset.Split;
import org.eobench.core.spi.DatasetFactory;
import org.eobench.core.task.segmentation.LabelMap;
import org.eobench.datasets.DatasetsPlugin;
import org.eobench.testing.DatasetContexts;
import org.eobench.testing.SharedFiles;
import org.eobench.testing.layouts.LayoutFixture;

/**
 * A data set opened as {@code dataset=NAME} does: by its shipped file and the files that it is
 * composed of.
 *
 * @param root its folder
 * @param dataset the open data set
 */
record OpenedSet(Path root, EoDataset dataset) {

  /** Writes a fixture into a new folder and opens it. */
  static OpenedSet written(LayoutFixture fixture, Path folder, String... overrides) {
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
  static OpenedSet reopened(LayoutFixture fixture, Path folder, String... overrides) {
    List<String> all = new ArrayList<>(fixture.overrides());
    all.addAll(List.of(overrides));
    return open(
        fixture.dataset(), folder.resolve(fixture.dataset()), folder, all.toArray(String[]::new));
  }

  /** Opens the files of a folder. */
  static OpenedSet open(String name, Path root, Path cache, String... overrides) {
    List<String> arguments = new ArrayList<>();
    arguments.add("dataset=" + name);
    arguments.add("encoder=unet_encoder_tiny");
    arguments.add("decoder=seg_unet");
    arguments.add("dataset.root_path='" + root + "'");
    arguments.addAll(List.of(overrides));
    Path configs = SharedFiles.projectRoot().resolve("configs");
    MapNode whole =
        new Composer(new SearchPath(List.of(new DirectorySource(configs))), key -> null)
            .compose("train", arguments)
            .resolve();
    MapNode node = (MapNode) Objects.requireNonNull(whole.get("dataset"));
    node.remove("subset"); // These two are for what a run makes of the samples.
    node.remove("grouping");
    String target =
        String.valueOf(((ScalarNode) Objects.requireNonNull(node.get("_target_"))).value());
    DatasetFactory<?> factory =
        Objects.requireNonNull(
            Guice.createInjector(new DatasetsPlugin())
                .getInstance(Key.get(new TypeLiteral<Map<String, DatasetFactory<?>>>() {}))
                .get(target),
            target);
    return new OpenedSet(root, create(factory, node, cache));
  }

  private static <C extends Record> EoDataset create(
      DatasetFactory<C> factory, MapNode node, Path cache) {
    return factory.create(
        Binder.bindOrThrow(node, factory.configType()), DatasetContexts.of(cache));
  }

  /** The names of the samples of a split, in order. */
  List<String> ids(Split split) {
    return dataset.samples(split).stream().map(SampleRef::id).toList();
  }

  /** Reads all bands of a sample. */
  Sample read(String id) {
    Map<String, List<String>> bands = new LinkedHashMap<>();
    dataset
        .spec()
        .bands()
        .forEach((modality, all) -> bands.put(modality, all.stream().map(Band::name).toList()));
    return read(id, bands);
  }

  /** Reads some bands of the optical images of a sample. */
  float[] optical(String id, String... bands) {
    return Objects.requireNonNull(
            read(id, Map.of("optical", List.of(bands))).images().get("optical"))
        .data();
  }

  int[] labels(String id) {
    return LabelMap.of(read(id, Map.of())).labels();
  }

  private Sample read(String id, Map<String, List<String>> bands) {
    List<SampleRef> found =
        Stream.of(Split.values())
            .flatMap(split -> dataset.samples(split).stream())
            .filter(ref -> ref.id().equals(id))
            .toList();
    assertThat(found).as("%s among %s", id, ids(Split.TRAIN)).hasSize(1);
    return dataset.read(found.get(0), bands);
  }
}
