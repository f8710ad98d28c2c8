package org.eobench.datasets.split;

import java.util.List;
import java.util.stream.Collectors;
import org.eobench.core.dataset.Band;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.EoDataset;
import org.eobench.core.dataset.NoTarget;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.dataset.Split;
import org.eobench.core.dataset.TaskKind;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;

/** A data set whose samples are listed when it is opened; a subclass reads single samples. */
public abstract class SplitDataset implements EoDataset {
  private final DatasetSpec spec;
  private final SplitSamples samples;

  protected SplitDataset(DatasetSpec spec, SplitSamples samples) {
    this.spec = spec;
    this.samples = samples;
  }

  @Override
  public final DatasetSpec spec() {
    return spec;
  }

  /** The bands of the files of a modality, in their order; none where it is not named. */
  protected final List<Band> fileBands(String modality) {
    return spec.bands().getOrDefault(modality, List.of());
  }

  /**
   * Checks the modalities of the configuration against those of published files.
   *
   * @param offered the modalities that the files have
   * @throws BenchException naming the modalities that they do not have
   */
  protected static void requireModalities(DatasetSpec spec, List<String> offered) {
    if (!offered.containsAll(spec.bands().keySet())) {
      String names = String.join(" and ", offered);
      throw new BenchException(
          ExitCode.CONFIG,
          Problem.of("UnknownModality", spec.name() + " has no other modality than " + names)
              .at("dataset.bands")
              .expecting(names + ", not " + spec.bands().keySet()));
    }
  }

  /**
   * Checks the task of the configuration against those that published labels are for.
   *
   * @param offered the tasks; images without labels are always one
   * @throws BenchException naming the tasks
   */
  protected static void requireTask(DatasetSpec spec, List<TaskKind> offered) {
    if (!offered.contains(spec.task()) && !spec.task().equals(NoTarget.KIND)) {
      String tasks = offered.stream().map(TaskKind::key).collect(Collectors.joining(" or "));
      throw new BenchException(
          ExitCode.CONFIG,
          Problem.of("TaskMismatch", spec.name() + " has no labels for " + spec.task().key())
              .at("dataset.task")
              .expecting(tasks)
              .next("leave dataset.task as it is in the file of the data set"));
    }
  }

  /**
   * {@inheritDoc}
   *
   * @throws BenchException if the split has no samples
   */
  @Override
  public final List<SampleRef> samples(Split split) {
    return samples.of(split);
  }
}
