package org.eobench.core.run.survey;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.eobench.core.dataset.Band;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.Image;
import org.eobench.core.dataset.MaskedDataset;
import org.eobench.core.dataset.Sample;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.dataset.Split;
import org.eobench.core.dataset.contract.DataContract;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Problems;
import org.eobench.core.loader.SampleCheck;
import org.eobench.core.progress.ProgressListener;
import org.jspecify.annotations.Nullable;

/**
 * Reads every sample of a data set once, reports problems and collects statistics of the targets.
 */
public final class SampleSurvey {
  private static final int MOST_PROBLEMS = 50;

  private final MaskedDataset dataset;
  private final DatasetSpec spec;
  private final SampleCheck check;
  private final Map<Split, TargetStatistics> counts = new EnumMap<>(Split.class);
  private final NoDataCount data;
  private final @Nullable DataContract contract;
  private int found;

  /**
   * @param contract also checked with every sample, or null
   */
  public SampleSurvey(MaskedDataset dataset, @Nullable DataContract contract) {
    this.dataset = dataset;
    this.contract = contract;
    this.spec = dataset.spec();
    this.check = new SampleCheck(spec);
    this.data = new NoDataCount(spec);
    for (Split split : Split.values()) {
      counts.put(split, new TargetStatistics(spec));
    }
  }

  /** Reads all splits and adds up to fifty problems to {@code problems}. */
  public void read(Problems problems, ProgressListener progress) {
    Map<String, List<String>> bands = new LinkedHashMap<>();
    spec.bands().forEach((m, list) -> bands.put(m, list.stream().map(Band::name).toList()));
    for (Split split : Split.values()) {
      List<SampleRef> samples = dataset.samples(split);
      if (samples.isEmpty()) {
        note(
            problems,
            Problem.of(
                    "EmptySplit",
                    String.format(
                        Locale.ROOT, "the split %s of %s has no sample", split.key(), spec.name()))
                .next("check the data set's folder and its split"));
      }
      try (ProgressListener.Bar bar = progress.bar("reading " + split.key(), samples.size())) {
        int done = 0;
        for (SampleRef sample : samples) {
          sample(split, sample, bands).forEach(problem -> note(problems, problem));
          bar.to(++done, sample.id());
        }
      }
      if (!samples.isEmpty() && data.empty(split) == samples.size()) {
        note(problems, noData(split));
      } else if (!samples.isEmpty() && counts(split).unlabelled() == samples.size()) {
        note(problems, allIgnored(split));
      }
    }
    if (found > MOST_PROBLEMS) {
      problems.add(
          Problem.of("MoreProblems", (found - MOST_PROBLEMS) + " more samples have problems"));
    }
  }

  private TargetStatistics counts(Split split) {
    return Objects.requireNonNull(counts.get(split));
  }

  private Problem noData(Split split) {
    return Problem.of(
            "NoData",
            String.format(
                Locale.ROOT,
                "no image of the split %s contains data: all values are NaN",
                split.key()))
        .at(spec.name() + ", " + split.key() + ": " + dataset.samples(split).size() + " samples")
        .expecting("pixels with data in each split")
        .next("check the files, and the nodata value in the files or the config");
  }

  private Problem allIgnored(Split split) {
    return Problem.of(
            "AllPixelsIgnored",
            String.format(
                Locale.ROOT,
                "the split %s has no valid target (all labels are the ignored label %d, or have no"
                    + " value)",
                split.key(),
                spec.ignoreIndex()))
        .at(spec.name() + ", " + split.key() + ": " + dataset.samples(split).size() + " samples")
        .expecting("at least one valid target in each split")
        .next("check the masks, or correct dataset.ignore_index");
  }

  private void note(Problems problems, Problem problem) {
    if (++found <= MOST_PROBLEMS) {
      problems.add(problem);
    }
  }

  private List<Problem> sample(Split split, SampleRef ref, Map<String, List<String>> bands) {
    List<Problem> missing = new ArrayList<>();
    for (Path file : ref.files()) {
      if (!Files.isRegularFile(file)) {
        missing.add(
            Problem.of("MissingFile", "a file of sample " + ref.id() + " does not exist")
                .at(file.toString()));
      }
    }
    if (!missing.isEmpty()) {
      return missing;
    }
    try {
      Sample raw = dataset.raw().read(ref, bands);
      Sample sample = dataset.masked(raw);
      List<Problem> problems = new ArrayList<>(check.problems(sample));
      sample.images().forEach((modality, image) -> notFinite(ref, modality, image, problems));
      if (problems.isEmpty()) {
        counts(split).add(sample.target());
        data.add(split, raw);
        if (contract != null) {
          contract.add(split, raw);
        }
      }
      return problems;
    } catch (BenchException unreadable) {
      return unreadable.problems();
    }
  }

  private static void notFinite(
      SampleRef ref, String modality, Image image, List<Problem> problems) {
    boolean infinite = false;
    for (float value : image.data()) {
      infinite |= Float.isInfinite(value);
    }
    if (infinite) {
      problems.add(
          Problem.of(
                  "NotFinite", String.format(Locale.ROOT, "%s contains infinite values", modality))
              .at(ref.files().stream().map(Path::toString).collect(Collectors.joining(", ")))
              .expecting("finite numbers, or NaN where there is no data")
              .next("declare the nodata value in the files, or in the data set's" + " config"));
    }
  }

  /** Warnings; complete after all samples were read. */
  public List<String> warnings() {
    List<String> warnings = new ArrayList<>(data.warnings());
    warnings.addAll(ClassCoverage.warnings(spec, counts));
    return warnings;
  }

  /** The statistics for the user; meaningful if there was no problem. */
  public String summary() {
    String sizes =
        List.of(Split.values()).stream()
            .map(split -> split.key() + " " + dataset.samples(split).size())
            .collect(Collectors.joining(", "));
    String targets =
        List.of(Split.values()).stream()
            .map(split -> "  " + split.key() + ": " + counts(split).summary())
            .collect(Collectors.joining("\n"));
    return String.format(
        Locale.ROOT,
        "data: %s, every sample read: %s\n%s\n  %s%s",
        spec.name(),
        sizes,
        targets,
        data.summary(),
        contract == null
            ? ""
            : contract.measured().stream()
                .map(line -> "\n  " + line)
                .collect(Collectors.joining()));
  }
}
