package org.eobench.datasets.contract;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.eobench.core.dataset.Band;
import org.eobench.core.dataset.BandStats;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.Image;
import org.eobench.core.dataset.Quantity;
import org.eobench.core.dataset.Sample;
import org.eobench.core.dataset.Split;
import org.eobench.core.dataset.TaskKind;
import org.eobench.core.dataset.contract.DataContract;
import org.eobench.core.dataset.contract.Finding;
import org.eobench.core.dataset.statistics.BandSums;

/** A small data set in memory, to plant faults in. */
record CheckedSet(String name, DatasetSpec spec, List<Placed> samples) {
  record Placed(Split split, Sample sample) {}

  /** A set whose statistics are those of its samples. */
  static CheckedSet of(
      String name,
      TaskKind task,
      Map<String, List<String>> bands,
      List<String> classes,
      int ignore,
      List<Placed> samples) {
    Map<String, BandStats> stats = new java.util.LinkedHashMap<>();
    bands.forEach(
        (modality, names) -> {
          BandSums sums = new BandSums(names.size());
          samples.forEach(placed -> sums.add(placed.sample().images().get(modality)));
          stats.put(modality, sums.stats());
        });
    return new CheckedSet(name, spec(name, task, bands, stats, classes, ignore, samples), samples);
  }

  private static DatasetSpec spec(
      String name,
      TaskKind task,
      Map<String, List<String>> bands,
      Map<String, BandStats> stats,
      List<String> classes,
      int ignore,
      List<Placed> samples) {
    Map<String, List<Band>> named = new java.util.LinkedHashMap<>();
    bands.forEach(
        (modality, list) ->
            named.put(modality, list.stream().map(band -> new Band(band, null)).toList()));
    int frames =
        samples.get(0).sample().images().values().stream().findFirst().orElseThrow().frames();
    return new DatasetSpec(
        name, 1, task, Quantity.PLAIN, named, stats, classes, ignore, List.of(), 0, frames, "", "");
  }

  List<String> bands(String modality) {
    return spec.bands().getOrDefault(modality, List.of()).stream().map(Band::name).toList();
  }

  CheckedSet with(DatasetSpec changed) {
    return new CheckedSet(name, changed, samples);
  }

  CheckedSet with(List<Placed> changed) {
    return new CheckedSet(name, spec, changed);
  }

  /** The set with every sample changed. */
  CheckedSet each(UnaryOperator<Sample> change) {
    return with(
        samples.stream()
            .map(placed -> new Placed(placed.split, change.apply(placed.sample)))
            .toList());
  }

  /** The set with the images of a modality changed. */
  CheckedSet eachImage(String modality, UnaryOperator<Image> change) {
    return each(sample -> sample.with(changed(sample, modality, change)));
  }

  static Map<String, Image> changed(Sample sample, String modality, UnaryOperator<Image> change) {
    Map<String, Image> images = new java.util.LinkedHashMap<>(sample.images());
    images.computeIfPresent(modality, (key, image) -> change.apply(image));
    return images;
  }

  /** The findings of a check. */
  List<Finding> findings() {
    return findings(true);
  }

  /** The ids of what a run finds before it starts, without a search for copies. */
  List<String> ids() {
    return findings(false).stream().map(Finding::id).distinct().sorted().toList();
  }

  private List<Finding> findings(boolean all) {
    DataContract contract = new DataContract(spec, all);
    samples.forEach(placed -> contract.add(placed.split, placed.sample));
    return contract.findings();
  }
}
