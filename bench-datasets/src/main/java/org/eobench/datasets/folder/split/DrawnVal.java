package org.eobench.datasets.folder.split;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.eobench.core.dataset.Split;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.datasets.folder.files.FolderSample;
import org.eobench.datasets.split.HeldOut;

/** Draws the validation split from the training images if the publisher has none. */
final class DrawnVal {
  private DrawnVal() {}

  /**
   * Moves {@code val_share} of the training images to val; both keep their order.
   *
   * @param parts images of each split
   * @param remarks receives a sentence about what was drawn
   * @throws BenchException if there are images for val, or a stratum of one image
   */
  static Map<Split, List<String>> of(
      SplitConfig config,
      Map<Split, List<String>> parts,
      Map<String, FolderSample> samples,
      List<String> remarks) {
    if (config.valShare() == 0) {
      return parts;
    }
    if (!parts.getOrDefault(Split.VAL, List.of()).isEmpty()) {
      throw new BenchException(
          ExitCode.CONFIG,
          Problem.of(
                  "InvalidConfig", "val_share draws val from train, but there are images for val")
              .at("dataset.split.val_share")
              .expecting("a list or values with train and test only")
              .next("set `dataset.split.val_share=0`"));
    }
    List<String> train = parts.getOrDefault(Split.TRAIN, List.of());
    Set<String> val =
        config.stratify() == null
            ? HeldOut.of(train, config.valShare(), Math.toIntExact(config.seed()))
            : stratified(config, train, config.stratify(), samples);
    Map<Split, List<String>> divided = new EnumMap<>(Split.class);
    divided.put(Split.TRAIN, train.stream().filter(name -> !val.contains(name)).toList());
    divided.put(Split.VAL, train.stream().filter(val::contains).toList());
    divided.put(Split.TEST, parts.getOrDefault(Split.TEST, List.of()));
    remarks.add(
        String.format(
            Locale.ROOT,
            "split: %d of %d training images are drawn for val (split.val_share=%s)",
            val.size(),
            train.size(),
            config.valShare()));
    return divided;
  }

  /** The same share of each value of a placeholder. */
  private static Set<String> stratified(
      SplitConfig config, List<String> train, String key, Map<String, FolderSample> samples) {
    List<String> names = ordered(config, train, samples);
    Map<String, String> groups =
        SampleGroups.of(
            names.stream().map(name -> Objects.requireNonNull(samples.get(name))).toList(), key);
    List<String> strata =
        names.stream().map(name -> Objects.requireNonNull(groups.get(name))).toList();
    Map<String, Integer> sizes = new HashMap<>();
    strata.forEach(stratum -> sizes.merge(stratum, 1, Integer::sum));
    sizes.forEach(
        (stratum, size) -> {
          if (size == 1) {
            throw new BenchException(
                ExitCode.DATA,
                Problem.of(
                        "EmptySplit",
                        String.format(
                            Locale.ROOT,
                            "one training image alone has {%s} = %s, too few to divide",
                            key,
                            stratum))
                    .at("dataset.split.stratify")
                    .expecting("at least two images of each value")
                    .next("add its other images, or set `dataset.split.stratify=null`"));
          }
        });
    return HeldOut.of(names, strata, config.valShare(), Math.toIntExact(config.seed()));
  }

  /** By the order of {@code values}, if they are of groups, then by name: as folders are read. */
  private static List<String> ordered(
      SplitConfig config, List<String> train, Map<String, FolderSample> samples) {
    List<String> names = new ArrayList<>(train);
    if (config.group() != null) {
      List<String> values = List.copyOf(config.values().keySet());
      names.sort(
          Comparator.comparing(
                  (String name) ->
                      values.indexOf(
                          Objects.requireNonNull(samples.get(name))
                              .placeholders()
                              .get(config.group())))
              .thenComparing(Comparator.naturalOrder()));
    }
    return names;
  }
}
