package org.eobench.datasets.series;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eobench.bench.Bench;
import org.eobench.bench.BenchOptions;
import org.eobench.core.config.tree.MapNode;
import org.eobench.core.dataset.Band;
import org.eobench.core.dataset.DatasetContext;
import org.eobench.core.dataset.EoDataset;
import org.eobench.core.dataset.Sample;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.dataset.Split;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problems;
import org.eobench.core.run.plan.DatasetKeys;
import org.eobench.testing.SharedFiles;

/** A data set opened by the name of its configuration, as a run does. */
final class PublishedSet {
  private static final Bench BENCH =
      Bench.open(BenchOptions.defaults().configs(SharedFiles.projectRoot().resolve("configs")));

  private final EoDataset dataset;

  private PublishedSet(EoDataset dataset) {
    this.dataset = dataset;
  }

  static PublishedSet open(String name, Path root, Path cache, List<String> overrides) {
    List<String> words = new ArrayList<>(List.of("~encoder", "~decoder", "dataset=" + name));
    words.addAll(overrides);
    words.add("dataset.root_path=" + root);
    MapNode config = BENCH.compose(words.toArray(String[]::new)).resolve();
    Problems problems = new Problems();
    var component = DatasetKeys.component(config, BENCH.components().datasets(), problems);
    problems.throwIfAny(ExitCode.CONFIG);
    DatasetContext context = new DatasetContext(cache, BENCH.components().kinds().withUnlabelled());
    return new PublishedSet(Objects.requireNonNull(component).create(context));
  }

  EoDataset dataset() {
    return dataset;
  }

  List<String> ids(Split split) {
    return dataset.samples(split).stream().map(SampleRef::id).toList();
  }

  /** A sample of any split with all bands. */
  Sample read(String id) {
    Map<String, List<String>> bands = new LinkedHashMap<>();
    dataset
        .spec()
        .bands()
        .forEach((modality, all) -> bands.put(modality, all.stream().map(Band::name).toList()));
    for (Split split : Split.values()) {
      for (SampleRef ref : dataset.samples(split)) {
        if (ref.id().equals(id)) {
          return dataset.read(ref, bands);
        }
      }
    }
    assertThat(id).as("samples").isIn(ids(Split.TRAIN), ids(Split.VAL), ids(Split.TEST));
    throw new AssertionError(id);
  }

  /** The value at one place of an image {@code [C,T,H,W]}. */
  static float value(Sample sample, String modality, int band, int date, int row, int col) {
    var image = Objects.requireNonNull(sample.images().get(modality), modality);
    int plane = image.height() * image.width();
    return image.data()[(band * image.frames() + date) * plane + row * image.width() + col];
  }
}
