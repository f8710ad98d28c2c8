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
 * The share of each class in the training split: from the data set's config, or counted by reading
 * every training sample once. Only losses with class weights request it.
 */
public final class TrainingDistribution implements Supplier<List<Double>> {
  private static final Logger LOG = LoggerFactory.getLogger(TrainingDistribution.class);

  private final EoDataset dataset;

  public TrainingDistribution(EoDataset dataset) {
    this.dataset = dataset;
  }

  /**
   * The shares in label order; they sum to 1 if there is one class per pixel.
   *
   * @throws BenchException if a sample cannot be read or contains an invalid label
   */
  @Override
  public List<Double> get() {
    DatasetSpec spec = dataset.spec();
    return spec.distribution().isEmpty() ? counted(spec) : spec.distribution();
  }

  private List<Double> counted(DatasetSpec spec) {
    List<SampleRef> samples = dataset.samples(Split.TRAIN);
    LOG.info(
        "{} does not declare class frequencies: counting classes in {} training samples",
        spec.name(),
        samples.size());
    // Targets cannot be read without images; one band suffices to find pixels without data.
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
