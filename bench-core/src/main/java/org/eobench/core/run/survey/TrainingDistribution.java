package org.eobench.core.run.survey;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.EoDataset;
import org.eobench.core.dataset.Sample;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.dataset.Split;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problems;
import org.eobench.core.loader.SampleCheck;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The share of each class among what counts in the training split: as the data set tells it, else
 * counted, which reads every training sample once. Only asked for by losses that weigh classes.
 */
public final class TrainingDistribution implements Supplier<List<Double>> {
  private static final Logger LOG = LoggerFactory.getLogger(TrainingDistribution.class);

  private final EoDataset dataset;

  public TrainingDistribution(EoDataset dataset) {
    this.dataset = dataset;
  }

  /**
   * The shares in label order; they sum to 1 where a sample has one class for each pixel.
   *
   * @throws BenchException when a sample cannot be read or has a label that is no class
   */
  @Override
  public List<Double> get() {
    DatasetSpec spec = dataset.spec();
    return spec.distribution().isEmpty() ? counted(spec) : spec.distribution();
  }

  private List<Double> counted(DatasetSpec spec) {
    List<SampleRef> samples = dataset.samples(Split.TRAIN);
    LOG.info(
        "{} does not tell how frequent its classes are: counting them in {} training samples",
        spec.name(),
        samples.size());
    // Targets alone cannot be read; one band is the least that tells where there is no data.
    String modality = spec.bands().keySet().iterator().next();
    String band = spec.bands().getOrDefault(modality, List.of()).get(0).name();
    Map<String, List<String>> least = Map.of(modality, List.of(band));
    SampleCheck check = new SampleCheck(spec);
    TargetStatistics counts = new TargetStatistics(spec);
    for (SampleRef ref : samples) {
      Sample sample = dataset.read(ref, least);
      Problems problems = new Problems();
      check.problems(sample).forEach(problems::add);
      problems.throwIfAny(ExitCode.DATA);
      counts.add(sample.target());
    }
    LOG.info("{}", counts.summary());
    return counts.shares();
  }
}
