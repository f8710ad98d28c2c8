package org.eobench.core.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.EoDataset;
import org.eobench.core.dataset.Image;
import org.eobench.core.dataset.Sample;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.dataset.Split;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.Problem;
import org.eobench.core.loader.SampleCheck;
import org.eobench.core.progress.ProgressSink;
import org.eobench.core.train.StopSignal;

/** Reads every sample of a split once and notes all that is wrong, not only the first. */
final class SplitAudit {
  private final DatasetSpec spec;
  private final Split split;
  private final long[] pixels;
  private final List<Problem> problems = new ArrayList<>();
  private long ignored;
  private int samples;
  private int broken;

  private SplitAudit(DatasetSpec spec, Split split) {
    this.spec = spec;
    this.split = split;
    this.pixels = new long[spec.numClasses()];
  }

  /**
   * Reads a split.
   *
   * @param bands bands to read, by modality
   * @param mostProblems after so many problems the others are only counted
   */
  static SplitAudit of(
      EoDataset dataset,
      Split split,
      Map<String, List<String>> bands,
      int mostProblems,
      ProgressSink sink,
      StopSignal stop) {
    SplitAudit audit = new SplitAudit(dataset.spec(), split);
    SampleCheck check = new SampleCheck(dataset.spec());
    List<SampleRef> refs = dataset.samples(split);
    try (ProgressSink.Bar bar = sink.bar("read " + split.key(), refs.size())) {
      for (SampleRef ref : refs) {
        List<Problem> found = audit.read(dataset, ref, bands, check);
        audit.broken += found.isEmpty() ? 0 : 1;
        found.stream()
            .limit(Math.max(0, mostProblems - audit.problems.size()))
            .forEach(audit.problems::add);
        bar.to(++audit.samples, ref.id());
        stop.throwIfRequested();
      }
    }
    if (audit.broken == 0 && audit.counted() == 0) {
      audit.problems.add(audit.nothingCounts());
    }
    return audit;
  }

  private List<Problem> read(
      EoDataset dataset, SampleRef ref, Map<String, List<String>> bands, SampleCheck check) {
    Sample sample;
    try {
      sample = dataset.read(ref, bands);
    } catch (BenchException unreadable) {
      return unreadable.problems();
    }
    List<Problem> found = new ArrayList<>(check.problems(sample));
    sample.images().forEach((modality, image) -> finite(ref, modality, image, found));
    for (int label : sample.target().labels()) {
      if (label == spec.ignoreIndex()) {
        ignored++;
      } else if (label >= 0 && label < pixels.length) {
        pixels[label]++;
      }
    }
    return found;
  }

  private static void finite(SampleRef ref, String modality, Image image, List<Problem> found) {
    long wrong =
        IntStream.range(0, image.data().length)
            .filter(i -> !Float.isFinite(image.data()[i]))
            .count();
    if (wrong > 0) {
      found.add(
          Problem.of(
                  "NotFinite",
                  "sample %s has %d values of %s that are no finite number"
                      .formatted(ref.id(), wrong, modality))
              .at(ref.files().stream().map(String::valueOf).collect(Collectors.joining(", ")))
              .expecting("finite numbers; one NaN would spoil the whole run")
              .next("give pixels without data a value in the files or in the data set's config"));
    }
  }

  private Problem nothingCounts() {
    return Problem.of(
            "NoValidPixel",
            "every pixel of the %d samples of the split %s carries the ignored label %d"
                .formatted(samples, split.key(), spec.ignoreIndex()))
        .expecting("labels from 0 to " + (spec.numClasses() - 1))
        .next("check the masks and dataset.ignore_index");
  }

  private long counted() {
    return IntStream.range(0, pixels.length).mapToLong(i -> pixels[i]).sum();
  }

  List<Problem> problems() {
    return problems;
  }

  int broken() {
    return broken;
  }

  /** What was read, in one line: samples, and the share of each class among what counts. */
  String summary() {
    double all = Math.max(1, counted());
    String shares =
        IntStream.range(0, pixels.length)
            .mapToObj(
                i ->
                    String.format(
                        Locale.ROOT, "%s %.1f %%", spec.classes().get(i), 100 * pixels[i] / all))
            .collect(Collectors.joining(", "));
    return String.format(
        Locale.ROOT,
        "%s: %d samples, %d with problems; %s; ignored %.1f %% of all pixels",
        split.key(),
        samples,
        broken,
        shares,
        100.0 * ignored / Math.max(1, counted() + ignored));
  }
}
