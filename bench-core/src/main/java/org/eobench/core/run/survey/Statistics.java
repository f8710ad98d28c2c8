package org.eobench.core.run.survey;

import java.util.Objects;
import org.eobench.core.dataset.DatasetContext;
import org.eobench.core.dataset.MaskedDataset;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Problems;
import org.eobench.core.progress.ProgressListener;
import org.eobench.core.registry.Components;
import org.eobench.core.run.plan.DatasetKeys;
import org.eobench.core.run.plan.RunRequest;

/** Computes the statistics of a configured data set; encoder and decoder need not be chosen. */
public final class Statistics {
  private final Components components;
  private final ProgressListener progress;

  public Statistics(Components components, ProgressListener progress) {
    this.components = components;
    this.progress = progress;
  }

  /**
   * YAML to be pasted into the configuration of the data set.
   *
   * @throws BenchException if its configuration is wrong or a sample cannot be read
   */
  public String yaml(RunRequest request) {
    String cache = request.config().selectText("cache_dir");
    if (request.config().select("dataset") == null || cache == null) {
      throw new BenchException(
          ExitCode.USAGE,
          Problem.of("MissingData", "no data set is chosen")
              .expecting("dataset=NAME")
              .next("`java -jar bench.jar list dataset` lists them"));
    }
    Problems problems = new Problems();
    var dataset = DatasetKeys.component(request.config(), components.datasets(), problems);
    problems.throwIfAny(ExitCode.CONFIG);
    DatasetContext context = new DatasetContext(java.nio.file.Path.of(cache), components.kinds());
    TrainingStatistics statistics =
        new TrainingStatistics(new MaskedDataset(Objects.requireNonNull(dataset).create(context)));
    statistics.read(progress);
    return statistics.yaml();
  }
}
