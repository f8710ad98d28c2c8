package org.eobench.core.dataset.subset;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.eobench.core.dataset.EoDataset;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.dataset.Split;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Suggest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Further copies of training samples that have rare classes. The labels of all training samples are
 * read once for that; images are not.
 */
public final class Oversampling {
  private static final Logger LOG = LoggerFactory.getLogger(Oversampling.class);

  private Oversampling() {}

  /**
   * The training samples of a data set, and after them their further copies.
   *
   * @throws BenchException if a class is unknown, or labels cannot be read
   */
  public static List<SampleRef> of(EoDataset dataset, OversampleConfig config) {
    List<SampleRef> once = dataset.samples(Split.TRAIN);
    if (config.classes().isEmpty()) {
      return once;
    }
    List<Set<Integer>> groups =
        config.classes().stream().map(names -> indices(dataset, names)).toList();
    List<Set<Integer>> present = once.parallelStream().map(ref -> present(dataset, ref)).toList();
    List<SampleRef> all = new ArrayList<>(once);
    for (Set<Integer> group : groups) {
      for (int i = 0; i < once.size(); i++) {
        if (present.get(i).stream().anyMatch(group::contains)) {
          all.add(once.get(i));
        }
      }
    }
    LOG.info(
        "oversampling: {} copies of {} training samples, by classes {} (dataset.oversample)",
        all.size() - once.size(),
        once.size(),
        config.classes());
    return List.copyOf(all);
  }

  private static Set<Integer> indices(EoDataset dataset, List<String> names) {
    List<String> classes = dataset.spec().task().classes() ? dataset.spec().classes() : List.of();
    Set<Integer> indices = new LinkedHashSet<>();
    for (String name : names) {
      int index = classes.indexOf(name);
      if (index < 0) {
        throw new BenchException(
            ExitCode.CONFIG,
            Problem.of("UnknownClass", String.format(Locale.ROOT, "'%s' is no class", name))
                .at("dataset.oversample.classes")
                .expecting(
                    classes.isEmpty()
                        ? "no classes: the targets of the data set are values"
                        : Suggest.sentence(name, classes)));
      }
      indices.add(index);
    }
    return indices;
  }

  private static Set<Integer> present(EoDataset dataset, SampleRef ref) {
    Set<Integer> present = new LinkedHashSet<>();
    for (int label : TargetProfile.read(dataset, ref).classes()) {
      present.add(label);
    }
    return present;
  }
}
