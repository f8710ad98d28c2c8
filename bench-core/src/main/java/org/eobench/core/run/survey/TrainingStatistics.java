package org.eobench.core.run.survey;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.eobench.core.dataset.Band;
import org.eobench.core.dataset.BandStats;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.Image;
import org.eobench.core.dataset.MaskedDataset;
import org.eobench.core.dataset.Sample;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.dataset.Split;
import org.eobench.core.dataset.statistics.BandSums;
import org.eobench.core.dataset.statistics.ValueCounts;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problems;
import org.eobench.core.loader.SampleCheck;
import org.eobench.core.progress.ProgressListener;

/**
 * The statistics of the training split in the form of a data set's configuration, from one pass
 * over its samples: mean, standard deviation, extremes and percentiles of each band over the pixels
 * with data, and the share of each class.
 */
public final class TrainingStatistics {
  private static final double[] PERCENTS = {1, 2, 5, 25, 50, 75, 95, 98, 99};

  private final MaskedDataset dataset;
  private final DatasetSpec spec;
  private final Map<String, BandSums> sums = new LinkedHashMap<>();
  private final Map<String, List<ValueCounts>> counts = new LinkedHashMap<>();
  private final TargetStatistics targets;
  private int samples;

  public TrainingStatistics(MaskedDataset dataset) {
    this.dataset = dataset;
    this.spec = dataset.spec();
    this.targets = new TargetStatistics(spec);
    spec.bands()
        .forEach(
            (modality, bands) -> {
              sums.put(modality, new BandSums(bands.size()));
              counts.put(modality, bands.stream().map(band -> new ValueCounts()).toList());
            });
  }

  /**
   * Reads every training sample once.
   *
   * @throws BenchException if a sample cannot be read, or its target is invalid
   */
  public void read(ProgressListener progress) {
    Map<String, List<String>> bands = new LinkedHashMap<>();
    spec.bands().forEach((m, list) -> bands.put(m, list.stream().map(Band::name).toList()));
    List<SampleRef> refs = dataset.samples(Split.TRAIN);
    SampleCheck check = new SampleCheck(spec);
    try (ProgressListener.Bar bar = progress.bar("reading train", refs.size())) {
      for (SampleRef ref : refs) {
        Sample raw = dataset.raw().read(ref, bands);
        Sample sample = dataset.masked(raw);
        Problems problems = new Problems();
        check.problems(sample).forEach(problems::add);
        problems.throwIfAny(ExitCode.DATA);
        targets.add(sample.target());
        raw.images().forEach(this::add);
        bar.to(++samples, ref.id());
      }
    }
  }

  private void add(String modality, Image image) {
    Objects.requireNonNull(sums.get(modality)).add(image);
    List<ValueCounts> of = Objects.requireNonNull(counts.get(modality));
    for (int band = 0; band < of.size(); band++) {
      of.get(band).add(image, band);
    }
  }

  /** YAML for a data set's configuration; percentiles, which are no keys, are comments. */
  public String yaml() {
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "# %s (version %d): %d training samples, pixels with data, divided by n",
            spec.name(),
            spec.version(),
            samples));
    sums.forEach((modality, sum) -> lines.add(share(modality, sum)));
    lines.add(entry("data_mean", BandStats::mean));
    lines.add(entry("data_std", BandStats::std));
    lines.add(entry("data_min", BandStats::min));
    lines.add(entry("data_max", BandStats::max));
    if (spec.task().classes()) {
      lines.add("distribution: " + targets.shares());
    } else {
      lines.add("target_offset: " + targets.mean());
      lines.add("target_scale: " + targets.deviation());
    }
    lines.add("# " + targets.summary());
    lines.add("# percentiles of each band" + (isExact() ? ":" : ", to 1 part in 65536:"));
    for (int i = 0; i < PERCENTS.length; i++) {
      lines.add(percentile(PERCENTS[i]));
    }
    return String.join("\n", lines) + "\n";
  }

  private boolean isExact() {
    return counts.values().stream().flatMap(List::stream).allMatch(ValueCounts::isExact);
  }

  private String share(String modality, BandSums sum) {
    List<String> bands = new ArrayList<>();
    List<Band> names = spec.bands().getOrDefault(modality, List.of());
    for (int band = 0; band < names.size(); band++) {
      double all = Math.max(1, sum.count(band) + sum.missing(band));
      bands.add(
          String.format(
              Locale.ROOT, "%s %.2f %%", names.get(band).name(), 100 * sum.missing(band) / all));
    }
    return "# without data in " + modality + ": " + String.join(", ", bands);
  }

  private String entry(String key, Function<BandStats, List<Double>> list) {
    return key
        + sums.entrySet().stream()
            .map(entry -> entry.getKey() + ": " + list.apply(entry.getValue().stats()))
            .collect(Collectors.joining(", ", ": {", "}"));
  }

  private String percentile(double percent) {
    return counts.entrySet().stream()
        .map(
            entry ->
                entry.getKey()
                    + ": "
                    + entry.getValue().stream()
                        .flatMapToDouble(band -> DoubleStream.of(band.percentiles(percent)))
                        .boxed()
                        .toList())
        .collect(
            Collectors.joining(", ", String.format(Locale.ROOT, "#   p%.0f: {", percent), "}"));
  }
}
