package org.eobench.core.dataset.contract;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.Sample;
import org.eobench.core.dataset.Split;

/**
 * All rules that the samples of a data set should obey. It is given samples one after the other, in
 * any number, and then tells what contradicts the configuration.
 */
public final class DataContract {
  private final List<Rule> rules = new ArrayList<>();

  /**
   * @param spec what the configuration says of the data
   * @param all whether every sample will be given, so that copies of images are found
   */
  public DataContract(DatasetSpec spec, boolean all) {
    this(spec, all, true);
  }

  /**
   * As above.
   *
   * @param normalised whether values are normalised by the statistics, which must fit them then
   */
  public DataContract(DatasetSpec spec, boolean all, boolean normalised) {
    spec.bands()
        .forEach(
            (modality, bands) -> {
              if (normalised) {
                rules.add(new ScaleRule(modality, bands, spec.stats(modality)));
              }
              rules.add(new NodataRule(modality, bands));
              rules.add(new PlainBandsRule(modality, bands));
              rules.add(new DateMajorRule(modality, bands));
              rules.add(new BandOrderRule(modality, bands));
              rules.add(new RedBlueRule(modality, bands));
              rules.add(new BandLevelRule(modality, bands));
              rules.add(new BandResolutionRule(modality, bands));
              rules.add(new BaselineRule(modality, bands));
            });
    rules.add(new TargetMarksRule(spec));
    rules.add(new DateOrderRule());
    rules.add(new LabelPlaceRule(spec));
    if (all) {
      rules.add(new DuplicateImagesRule());
      rules.add(new FootprintRule());
    }
  }

  /**
   * Looks at a sample.
   *
   * @param sample with all bands, as the reader returns it: NaN where there is no data
   */
  public void add(Split split, Sample sample) {
    ObservedSample observed = ObservedSample.of(split, sample);
    rules.forEach(rule -> rule.add(observed));
  }

  /** What is wrong, errors first; usually nothing. */
  public List<Finding> findings() {
    List<Finding> found = new ArrayList<>();
    rules.forEach(rule -> found.addAll(rule.findings()));
    found.sort(Comparator.comparing(Finding::severity));
    return found;
  }

  /** What was measured, as sentences, also where nothing is wrong. */
  public List<String> measured() {
    return rules.stream().flatMap(rule -> rule.measured().stream()).toList();
  }
}
