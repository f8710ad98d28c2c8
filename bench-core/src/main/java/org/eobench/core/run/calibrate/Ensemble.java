package org.eobench.core.run.calibrate;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import org.eobench.core.dataset.Split;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.loader.Batch;
import org.eobench.core.loader.DataLoader;
import org.eobench.core.progress.ProgressListener;
import org.eobench.core.run.LoadedRun;

/**
 * Runs that predict the same samples side by side, and their ensemble: the mean of their
 * probabilities.
 */
final class Ensemble {
  /** Keeps logarithms finite; the smallest normal float is a little smaller. */
  private static final float LEAST = 1e-37f;

  private final List<LoadedRun> runs;
  private final NDManager manager;
  private final ProgressListener progress;

  Ensemble(List<LoadedRun> runs, NDManager manager, ProgressListener progress) {
    this.runs = runs;
    this.manager = manager;
    this.progress = progress;
  }

  /** The names of the models: the runs, then the ensemble if there is more than one. */
  List<String> names() {
    List<String> names = new ArrayList<>(runs.stream().map(run -> run.record().name()).toList());
    if (runs.size() > 1) {
      names.add("ensemble");
    }
    return names;
  }

  /**
   * Predicts a split, batch by batch.
   *
   * @param work gets each batch with the logits of each model, freed afterwards
   * @return number of samples
   * @throws BenchException if the runs do not have the same samples with the same labels
   */
  int predict(Split split, String stage, BiConsumer<Batch, List<NDArray>> work) {
    int size = runs.get(0).plan().config().testBatchSize();
    List<DataLoader> loaders = new ArrayList<>();
    try {
      runs.forEach(run -> loaders.add(run.loader(split, size)));
      requireSameSamples(loaders, split);
      try (ProgressListener.Bar bar = progress.bar(stage, loaders.get(0).batches())) {
        List<Iterator<Batch>> batches = new ArrayList<>();
        loaders.forEach(loader -> batches.add(loader.epoch(0).iterator()));
        for (long done = 1; batches.get(0).hasNext(); done++) {
          try (NDManager scope = manager.newSubManager()) {
            step(batches.stream().map(Iterator::next).toList(), scope, work);
          }
          bar.to(done, "");
        }
      }
      return loaders.get(0).samples().size();
    } finally {
      loaders.forEach(DataLoader::close);
    }
  }

  private void step(List<Batch> batches, NDManager scope, BiConsumer<Batch, List<NDArray>> work) {
    List<NDArray> all = new ArrayList<>();
    for (int i = 0; i < runs.size(); i++) {
      requireSameLabels(batches.get(0), batches.get(i), runs.get(i));
      runs.get(i)
          .predict(
              batches.get(i),
              (batch, logits) -> {
                NDArray kept = LogitBatch.twoClasses(logits).duplicate();
                kept.attach(scope);
                all.add(kept);
              });
    }
    if (runs.size() > 1) {
      all.add(ofMean(all, scope));
    }
    work.accept(batches.get(0), all);
  }

  private static NDArray ofMean(List<NDArray> members, NDManager scope) {
    NDArray sum = members.get(0).softmax(1);
    for (NDArray member : members.subList(1, members.size())) {
      sum = sum.add(member.softmax(1));
    }
    NDArray logs = sum.div(members.size()).maximum(LEAST).log();
    logs.attach(scope);
    return logs;
  }

  private void requireSameSamples(List<DataLoader> loaders, Split split) {
    List<String> first = ids(loaders.get(0));
    for (int i = 1; i < loaders.size(); i++) {
      List<String> other = ids(loaders.get(i));
      if (!first.equals(other)) {
        List<String> more = new ArrayList<>(other);
        more.removeAll(first);
        throw different(
            runs.get(i),
            String.format(
                Locale.ROOT,
                "has %d samples in the split %s, of which %d are not among the %d of %s%s",
                other.size(),
                split.key(),
                more.size(),
                first.size(),
                runs.get(0).record().name(),
                more.isEmpty() ? "" : ", such as " + more.get(0)));
      }
    }
  }

  private static List<String> ids(DataLoader loader) {
    return loader.samples().stream().map(ref -> ref.id()).toList();
  }

  private void requireSameLabels(Batch first, Batch other, LoadedRun run) {
    if (!Arrays.equals(LogitBatch.labels(first.targets()), LogitBatch.labels(other.targets()))) {
      throw different(
          run,
          "has other labels than "
              + runs.get(0).record().name()
              + " in "
              + LogitBatch.ids(other)
              + ": their preprocessing gives images of another size, or the data have changed");
    }
  }

  static BenchException different(LoadedRun run, String what) {
    return new BenchException(
        ExitCode.DATA,
        Problem.of("NotComparable", run.record().name() + " " + what)
            .at(run.directory().toString())
            .expecting("runs that predict the same samples")
            .next("calibrate it alone: `java -jar bench.jar calibrate RUN`"));
  }
}
