package org.eobench.datasets;

import com.google.inject.Guice;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.eobench.bench.Bench;
import org.eobench.bench.BenchOptions;
import org.eobench.core.config.tree.MapNode;
import org.eobench.core.dataset.Band;
import org.eobench.core.dataset.DatasetContext;
import org.eobench.core.dataset.EoDataset;
import org.eobench.core.dataset.Image;
import org.eobench.core.dataset.Sample;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.dataset.Split;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problems;
import org.eobench.core.registry.Components;
import org.eobench.core.run.plan.DatasetKeys;
import org.eobench.core.spi.CoreBindings;
import org.eobench.testing.SharedFiles;

/** Opens data sets as a run does: by their names and overrides. */
public final class ComposedDataset {
  private static final Bench BENCH =
      Bench.open(BenchOptions.defaults().configs(SharedFiles.projectRoot().resolve("configs")));

  private static final Components COMPONENTS =
      Guice.createInjector(new CoreBindings(), new DatasetsPlugin()).getInstance(Components.class);

  private ComposedDataset() {}

  /**
   * Opens a data set.
   *
   * @param words such as {@code dataset=meurosat} and {@code dataset.img_size=32}
   */
  public static EoDataset open(Path cache, String name, Path root, String... words) {
    List<String> all = new ArrayList<>(List.of("~encoder", "~decoder", "dataset=" + name));
    all.addAll(List.of(words));
    all.add("dataset.root_path=" + root);
    MapNode config = BENCH.compose(all.toArray(String[]::new)).resolve();
    Problems problems = new Problems();
    var component = DatasetKeys.component(config, COMPONENTS.datasets(), problems);
    problems.throwIfAny(ExitCode.CONFIG);
    DatasetContext context = new DatasetContext(cache, COMPONENTS.kinds().withUnlabelled());
    return Objects.requireNonNull(component).create(context);
  }

  /** The names of all data sets. */
  public static List<String> names() {
    return BENCH.list("dataset");
  }

  /** All samples, by their splits. */
  public static List<SampleRef> samples(EoDataset dataset) {
    return Stream.of(Split.values()).flatMap(split -> dataset.samples(split).stream()).toList();
  }

  /** The names of the samples of a split. */
  public static List<String> ids(EoDataset dataset, Split split) {
    return dataset.samples(split).stream().map(SampleRef::id).toList();
  }

  /** The sample of a name. */
  public static SampleRef ref(EoDataset dataset, String id) {
    return samples(dataset).stream().filter(one -> one.id().equals(id)).findFirst().orElseThrow();
  }

  /** The names of the bands of a modality. */
  public static List<String> bands(EoDataset dataset, String modality) {
    return Objects.requireNonNull(dataset.spec().bands().get(modality)).stream()
        .map(Band::name)
        .toList();
  }

  /** Reads bands of a sample. */
  public static Sample read(EoDataset dataset, String id, String modality, String... bands) {
    return dataset.read(ref(dataset, id), Map.of(modality, List.of(bands)));
  }

  /** The image of a modality. */
  public static Image image(Sample sample, String modality) {
    return Objects.requireNonNull(sample.images().get(modality));
  }
}
