package org.eobench.core.dataset.subset;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.EoDataset;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.dataset.Split;
import org.eobench.core.dataset.Target;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Draws the samples of a subset. The samples have one order for each seed and strategy, of which a
 * subset is the beginning, so that a smaller one is part of each larger one.
 */
final class SubsetDraw {
  private static final int VALUE_BINS = 10;

  private final EoDataset dataset;
  private final SubsetConfig config;
  private final long seed;
  private final List<String> warnings = new ArrayList<>();
  private int labelsRead;

  /**
   * @param seed seed of the run, unless the config has one
   */
  SubsetDraw(EoDataset dataset, SubsetConfig config, long seed) {
    this.dataset = dataset;
    this.config = config;
    this.seed = config.seed() == null ? seed : config.seed();
    if (config.kShot() != null && !dataset.spec().task().classes()) {
      throw new BenchException(
          ExitCode.CONFIG,
          Problem.of("NoClasses", "k_shot draws samples of each class, but the targets are values")
              .at("dataset.subset.k_shot")
              .expecting("a data set with classes")
              .next("give `dataset.subset.k_shot=null dataset.subset.fraction=0.1`"));
    }
  }

  /** Sentences about what could not be drawn as wanted. */
  List<String> warnings() {
    return warnings;
  }

  /**
   * Draws.
   *
   * @throws BenchException if labels cannot be read or are invalid
   */
  SubsetIndex index() {
    Map<String, SubsetIndex.Part> parts = new LinkedHashMap<>();
    for (Split split : Split.values()) {
      if (config.reduces(split)) {
        parts.put(split.key(), part(split));
      }
    }
    SubsetIndex.Drawn drawn =
        new SubsetIndex.Drawn(
            config.fraction(), config.kShot(), config.drawnBy().key(), seed, labelsRead);
    return SubsetIndex.of(dataset.spec().name(), dataset.spec().version(), drawn, parts);
  }

  private SubsetIndex.Part part(Split split) {
    List<SampleRef> refs = dataset.samples(split);
    List<String> names = refs.stream().map(SampleRef::id).toList();
    SeededHash random = new SeededHash(seed);
    if (config.drawnBy() == SubsetStrategy.RANDOM) {
      return part(names, random.order(names).subList(0, wanted(refs.size())), null);
    }
    List<TargetProfile> profiles = refs.stream().map(this::profile).toList();
    List<Integer> drawn;
    if (config.drawnBy().ofPangaea()) {
      drawn = asPangaea(names, profiles, random);
    } else if (config.drawnBy() == SubsetStrategy.STRATIFIED) {
      List<String> strata =
          dataset.spec().task().classes() ? Strata.ofClasses(profiles) : Strata.ofValues(profiles);
      drawn = StratifiedOrder.of(names, strata, random).subList(0, wanted(refs.size()));
    } else {
      BalancedOrder order = BalancedOrder.of(names, classes(profiles), groups(), random);
      Integer shots = config.kShot();
      int count = shots == null ? wanted(refs.size()) : order.after(shots);
      drawn = order.order().subList(0, count);
    }
    SubsetIndex.Part part = part(names, drawn, profiles);
    judge(split, part, profiles);
    return part;
  }

  private List<Integer> asPangaea(
      List<String> names, List<TargetProfile> profiles, SeededHash random) {
    double fraction = config.fraction() == null ? 1 : config.fraction();
    PangaeaBins bins =
        dataset.spec().task().classes()
            ? PangaeaBins.ofClasses(profiles, config.binned())
            : PangaeaBins.ofValues(profiles, config.binned());
    return config.drawnBy() == SubsetStrategy.PANGAEA_STRATIFIED
        ? bins.stratified(names, fraction, random)
        : bins.oversampled(fraction);
  }

  /** At least one sample. */
  private int wanted(int samples) {
    double fraction = config.fraction() == null ? 1 : config.fraction();
    return (int) Math.min(samples, Math.max(1, Math.round(fraction * samples)));
  }

  private TargetProfile profile(SampleRef ref) {
    DatasetSpec spec = dataset.spec();
    Target target = dataset.indexedTarget(ref);
    if (target == null) {
      target = dataset.read(ref, Map.of()).target();
      labelsRead++;
    }
    requireMap(target, spec);
    return TargetProfile.valid(target, ref, spec);
  }

  /** Pangaea keeps all samples where images have classes as a whole, whatever the fraction. */
  private void requireMap(Target target, DatasetSpec spec) {
    if (config.drawnBy().ofPangaea() && spec.task().classes() && !target.dense()) {
      throw new BenchException(
          ExitCode.CONFIG,
          Problem.of(
                  "NoMaps",
                  config.drawnBy().key()
                      + " groups samples by the shares of classes in their maps, but the images"
                      + " have classes as a whole")
              .at("dataset.subset.strategy")
              .expecting("random, stratified or balanced")
              .next("set `dataset.subset.strategy=stratified`"));
    }
  }

  private int groups() {
    return dataset.spec().task().classes() ? dataset.spec().numClasses() : VALUE_BINS;
  }

  /** The classes of each sample; of measured values, the tenth of their range. */
  private List<int[]> classes(List<TargetProfile> profiles) {
    if (dataset.spec().task().classes()) {
      return profiles.stream().map(TargetProfile::classes).toList();
    }
    List<Double> values =
        profiles.stream().map(TargetProfile::value).filter(value -> !value.isNaN()).toList();
    if (values.isEmpty()) {
      return profiles.stream().map(profile -> new int[0]).toList();
    }
    double least = Collections.min(values);
    double width = Math.max(Double.MIN_NORMAL, (Collections.max(values) - least) / VALUE_BINS);
    List<int[]> bins = new ArrayList<>();
    for (TargetProfile profile : profiles) {
      int bin = (int) Math.min(VALUE_BINS - 1, (profile.value() - least) / width);
      bins.add(Double.isNaN(profile.value()) ? new int[0] : new int[] {bin});
    }
    return bins;
  }

  private SubsetIndex.Part part(
      List<String> names, List<Integer> drawn, @Nullable List<TargetProfile> profiles) {
    List<Integer> sorted = drawn.stream().sorted().toList();
    Map<String, Integer> counts = null;
    if (profiles != null && dataset.spec().task().classes()) {
      counts = new LinkedHashMap<>();
      int[] have = counts(sorted.stream().map(profiles::get).toList());
      for (int k = 0; k < have.length; k++) {
        counts.put(dataset.spec().classes().get(k), have[k]);
      }
    }
    return new SubsetIndex.Part(names.size(), counts, sorted.stream().map(names::get).toList());
  }

  private int[] counts(List<TargetProfile> profiles) {
    return IntStream.range(0, dataset.spec().numClasses())
        .map(k -> (int) profiles.stream().filter(profile -> profile.shares().get(k) > 0).count())
        .toArray();
  }

  /** Notes classes that are left out, and those that have fewer samples than wanted. */
  private void judge(Split split, SubsetIndex.Part part, List<TargetProfile> profiles) {
    Map<String, Integer> have = part.classes();
    if (have == null) {
      return;
    }
    int[] all = counts(profiles);
    List<String> absent = new ArrayList<>();
    List<String> few = new ArrayList<>();
    int most = have.isEmpty() ? 0 : Collections.max(have.values());
    int wanted = config.kShot() == null ? most : config.kShot();
    for (int k = 0; k < all.length; k++) {
      String name = dataset.spec().classes().get(k);
      int count = have.getOrDefault(name, 0);
      if (count == 0 && all[k] > 0) {
        absent.add(name);
      } else if (count < wanted && count == all[k] && all[k] > 0) {
        few.add(name + " " + count);
      }
    }
    if (!absent.isEmpty()) {
      warnings.add(
          String.format(
              Locale.ROOT,
              "the subset of %s has no sample of %s, which the whole split has",
              split.key(),
              String.join(", ", absent)));
    }
    if (!few.isEmpty() && config.drawnBy() == SubsetStrategy.BALANCED) {
      warnings.add(
          String.format(
              Locale.ROOT,
              "the subset of %s is not balanced: all samples are taken of %s, others have up to %d",
              split.key(),
              String.join(", ", few),
              most));
    }
  }
}
