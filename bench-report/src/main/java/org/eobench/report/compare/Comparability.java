package org.eobench.report.compare;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Problems;
import org.eobench.core.error.Suggest;
import org.eobench.core.outcome.TestSamples;
import org.eobench.core.outcome.TestSamplesFile;
import org.jspecify.annotations.Nullable;

/** What two runs must have in common for their scores to be compared, and what is only said. */
public final class Comparability {
  private static final int NAMED = 3;
  private static final double ROUNDING = 1e-9;

  private Comparability() {}

  /**
   * Checks two runs on one data set.
   *
   * @param metric the metric that is compared
   * @param problems collects why they cannot be compared
   */
  public static void check(TestedRun a, TestedRun b, String metric, Problems problems) {
    String places = a.place() + "\n" + b.place();
    List<String> differ = new ArrayList<>();
    differ(differ, "data set", a.facts().dataset(), b.facts().dataset());
    differ(
        differ, "version of the data set", a.facts().datasetVersion(), b.facts().datasetVersion());
    differ(differ, "task", a.facts().task(), b.facts().task());
    differ(differ, "split", a.facts().split(), b.facts().split());
    differ(differ, "protocol", a.facts().protocol(), b.facts().protocol());
    differ(differ, "classes", a.context().classes(), b.context().classes());
    differ(differ, "label that is ignored", a.context().ignoreIndex(), b.context().ignoreIndex());
    differ(differ, "unit", a.context().unit(), b.context().unit());
    differ(differ, "rules of the metrics", a.context().rules(), b.context().rules());
    if (!differ.isEmpty()) {
      problems.add(
          Problem.of(
                  "NotComparable", "the runs were tested differently: " + String.join("; ", differ))
              .at(places)
              .expecting("the same data, task, protocol and rules of the metrics in both")
              .next("train or test one of them again with the settings of the other"));
      return;
    }
    requireCounts(a, metric, problems);
    requireCounts(b, metric, problems);
    if (a.samples().isPresent() && b.samples().isPresent()) {
      requireSameSamples(a, b, places, problems);
    }
  }

  private static void differ(List<String> differ, String what, Object a, Object b) {
    if (!Objects.equals(a, b)) {
      differ.add(String.format(Locale.ROOT, "%s %s and %s", what, a, b));
    }
  }

  private static void requireCounts(TestedRun run, String metric, Problems problems) {
    TestSamples samples = run.samples().orElse(null);
    if (samples == null || samples.ids().isEmpty()) {
      problems.add(TestSamplesFile.missing(run.place()));
      return;
    }
    Double stored = run.scores().get(metric);
    if (!samples.has(metric) || stored == null) {
      List<String> known = run.scores().keySet().stream().filter(samples::has).toList();
      problems.add(
          Problem.of("NoSuchMetric", "the counts of the test samples do not give " + metric)
              .at(run.place())
              .expecting(Suggest.sentence(metric, known))
              .next("choose one with `--metric KEY`"));
      return;
    }
    if (stored.isNaN()) {
      problems.add(
          Problem.of("UndefinedScore", metric + " of this run is undefined")
              .at(run.place())
              .expecting("a metric that the test split determines")
              .next("choose another one with `--metric KEY`"));
      return;
    }
    int[] all = IntStream.range(0, samples.ids().size()).toArray();
    double again = samples.score(metric, all);
    if (Math.abs(again - stored) > ROUNDING * Math.max(1, Math.abs(stored))) {
      problems.add(
          Problem.of(
                  "OtherScore",
                  String.format(
                      Locale.ROOT,
                      "%s of all test samples is %s, but the run reports %s",
                      metric,
                      again,
                      stored))
              .at(run.place())
              .expecting(
                  "a metric of the summed counts; a mean over batches does not follow from samples")
              .next("choose another one with `--metric KEY`, or test the run again"));
    }
  }

  private static void requireSameSamples(
      TestedRun a, TestedRun b, String places, Problems problems) {
    List<String> idsA = a.requireSamples().ids();
    List<String> idsB = b.requireSamples().ids();
    Set<String> setA = new HashSet<>(idsA);
    Set<String> setB = new HashSet<>(idsB);
    if (setA.size() < idsA.size() || setB.size() < idsB.size()) {
      if (!idsA.equals(idsB)) {
        problems.add(
            Problem.of("OtherSamples", "ids of test samples repeat, and their order differs")
                .at(places)
                .expecting("ids that occur once, or the same order in both runs"));
      }
      return;
    }
    List<String> onlyA = idsA.stream().filter(id -> !setB.contains(id)).toList();
    List<String> onlyB = idsB.stream().filter(id -> !setA.contains(id)).toList();
    if (!onlyA.isEmpty() || !onlyB.isEmpty()) {
      problems.add(
          Problem.of(
                  "OtherSamples",
                  String.format(
                      Locale.ROOT,
                      "the runs were tested on other samples: %s, %s",
                      only("first", onlyA),
                      only("second", onlyB)))
              .at(places)
              .expecting("the same test samples in both runs")
              .next("test both on the same split of the same files"));
    }
  }

  private static String only(String which, List<String> ids) {
    if (ids.isEmpty()) {
      return "none only in the " + which;
    }
    List<String> some = ids.stream().limit(NAMED).toList();
    return String.format(
        Locale.ROOT,
        "%d only in the %s (%s%s)",
        ids.size(),
        which,
        String.join(", ", some),
        ids.size() > NAMED ? ", …" : "");
  }

  /** Differences of two runs that may explain a difference of scores, as sentences. */
  public static List<String> remarks(TestedRun a, TestedRun b) {
    List<String> remarks = new ArrayList<>();
    say(remarks, "number formats", a.facts().numberFormat(), b.facts().numberFormat());
    say(remarks, "bands filled", a.facts().filledBands(), b.facts().filledBands());
    say(remarks, "pixels without data", a.facts().withoutData(), b.facts().withoutData());
    if (a.testFiles() != null && b.testFiles() != null && !a.testFiles().equals(b.testFiles())) {
      remarks.add(
          "The lists of test files differ (names or sizes), though the samples have the same ids.");
    }
    boolean repeats = a.experiment() != null && a.experiment().equals(b.experiment());
    if (!repeats && !a.samplesSha256().isEmpty() && a.samplesSha256().equals(b.samplesSha256())) {
      remarks.add(
          String.format(
              Locale.ROOT,
              "%s and %s have the same counts in every sample: what differs in their configuration"
                  + " changed nothing.",
              a.facts().run(),
              b.facts().run()));
    }
    return remarks;
  }

  private static void say(
      List<String> remarks, String what, @Nullable String a, @Nullable String b) {
    if (!Objects.equals(a, b)) {
      remarks.add(
          String.format(
              Locale.ROOT, "The runs differ in %s: %s and %s.", what, named(a), named(b)));
    }
  }

  private static String named(@Nullable String value) {
    return value == null || value.isEmpty() ? "none" : value;
  }
}
