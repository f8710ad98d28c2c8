package org.eobench.datasets.folder.split;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.eobench.core.dataset.Split;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Problems;
import org.eobench.core.error.Suggest;
import org.eobench.core.provenance.FileHash;
import org.eobench.datasets.folder.files.FolderSample;
import org.eobench.datasets.folder.files.SampleNames;
import org.jspecify.annotations.Nullable;

/** Assigns whole images to splits: by shares, folds, groups or lists of names. */
public final class ImageSplit {
  private static final int MOST_NAMED = 5;

  private ImageSplit() {}

  /**
   * Assigns the images.
   *
   * @param samples the images by name
   * @param names finds images by the spellings of lists
   * @param root folder of the lists
   * @param remarks receives sentences about groups and images without a split
   */
  public static Map<Split, List<String>> of(
      SplitConfig config,
      Map<String, FolderSample> samples,
      SampleNames names,
      Path root,
      List<String> remarks) {
    return switch (config.by()) {
      case KFOLD -> byFolds(config, samples, remarks);
      case GROUP -> byGroups(config, samples, remarks);
      case LIST -> {
        String table = config.table();
        Map<Split, List<String>> listed =
            table == null
                ? byLists(names, root, config.files())
                : SplitTable.read(config, root.resolve(table), names);
        int used = listed.values().stream().mapToInt(List::size).sum();
        if (used < samples.size()) {
          remarks.add(
              String.format(
                  Locale.ROOT,
                  "split: %d of %d images are in no list and are not used",
                  samples.size() - used,
                  samples.size()));
        }
        yield DrawnVal.of(config, listed, samples, remarks);
      }
      default -> byRatio(samples.keySet(), config.ratio(), config.seed());
    };
  }

  private static Map<Split, List<String>> byFolds(
      SplitConfig config, Map<String, FolderSample> samples, List<String> remarks) {
    Map<String, String> groups = new TreeMap<>();
    samples.keySet().forEach(name -> groups.put(name, name));
    if (config.group() != null) {
      groups.putAll(SampleGroups.of(samples.values(), config.group()));
    }
    List<String> ranked = Dealing.ranked(new TreeSet<>(groups.values()), config.seed());
    if (ranked.size() < config.folds()) {
      throw tooFew(ranked.size(), config.group(), config.folds() + " folds", "dataset.split.folds");
    }
    Map<Split, List<String>> parts = empty();
    groups.forEach(
        (name, group) -> {
          int fold = ranked.indexOf(group) % config.folds();
          Split split =
              fold == config.fold()
                  ? Split.TEST
                  : fold == (config.fold() + 1) % config.folds() ? Split.VAL : Split.TRAIN;
          parts.getOrDefault(split, new ArrayList<>()).add(name);
        });
    remarks.add(
        String.format(
            Locale.ROOT,
            "split: fold %d of %d is for test, fold %d for val",
            config.fold(),
            config.folds(),
            (config.fold() + 1) % config.folds()));
    return parts;
  }

  private static Map<Split, List<String>> byGroups(
      SplitConfig config, Map<String, FolderSample> samples, List<String> remarks) {
    String key = String.valueOf(config.group());
    Map<String, String> groups = SampleGroups.of(samples.values(), key);
    if (!config.values().isEmpty()) {
      return byValues(config, groups, samples, remarks);
    }
    Map<String, Integer> sizes = new TreeMap<>();
    groups.values().forEach(group -> sizes.merge(group, 1, Integer::sum));
    long wanted = config.ratio().stream().filter(share -> share > 0).count();
    if (sizes.size() < wanted) {
      throw tooFew(sizes.size(), key, wanted + " splits", "dataset.split.group");
    }
    Map<String, Split> dealt = Dealing.deal(sizes, config.ratio(), config.seed());
    Map<Split, List<String>> parts = empty();
    groups.forEach(
        (name, group) -> parts.getOrDefault(dealt.get(group), new ArrayList<>()).add(name));
    for (Split split : Split.values()) {
      List<String> own =
          dealt.entrySet().stream()
              .filter(entry -> entry.getValue() == split)
              .map(Map.Entry::getKey)
              .sorted()
              .toList();
      remarks.add(
          String.format(
              Locale.ROOT,
              "split: %s has %d images of %d groups of %s: %s",
              split.key(),
              parts.getOrDefault(split, List.of()).size(),
              own.size(),
              key,
              String.join(", ", own.subList(0, Math.min(MOST_NAMED, own.size())))
                  + (own.size() > MOST_NAMED ? " …" : "")));
    }
    return parts;
  }

  /** By the split that the config gives each group. */
  private static Map<Split, List<String>> byValues(
      SplitConfig config,
      Map<String, String> groups,
      Map<String, FolderSample> samples,
      List<String> remarks) {
    Map<Split, List<String>> parts = empty();
    groups.forEach(
        (name, group) -> {
          String word = config.values().get(group);
          if (word == null) {
            throw new BenchException(
                ExitCode.DATA,
                Problem.of(
                        "UnknownSplit",
                        String.format(Locale.ROOT, "image %s is of the group '%s'", name, group))
                    .at("dataset.split.values")
                    .expecting(
                        "one of "
                            + String.join(", ", new TreeSet<>(config.values().keySet()))
                            + " for "
                            + config.group())
                    .next(
                        "add `"
                            + group
                            + ": none` to dataset.split.values, if such images are of no split"));
          }
          SplitWords.of(word)
              .ifPresent(split -> parts.getOrDefault(split, new ArrayList<>()).add(name));
        });
    int used = parts.values().stream().mapToInt(List::size).sum();
    if (used < groups.size()) {
      remarks.add(
          String.format(
              Locale.ROOT,
              "split: %d of %d images are of no split, as split.values says",
              groups.size() - used,
              groups.size()));
    }
    Set<String> absent = new TreeSet<>(config.values().keySet());
    absent.removeAll(groups.values());
    if (!absent.isEmpty()) {
      remarks.add(
          String.format(
              Locale.ROOT,
              "split: no image is of %d of the %d groups that split.values lists: %s",
              absent.size(),
              config.values().size(),
              absent.stream().limit(MOST_NAMED).collect(Collectors.joining(", "))
                  + (absent.size() > MOST_NAMED ? " …" : "")));
    }
    return DrawnVal.of(config, parts, samples, remarks);
  }

  private static Map<Split, List<String>> empty() {
    Map<Split, List<String>> parts = new EnumMap<>(Split.class);
    for (Split split : Split.values()) {
      parts.put(split, new ArrayList<>());
    }
    return parts;
  }

  private static BenchException tooFew(
      int there, @Nullable String group, String wanted, String key) {
    String unit = group == null ? "images" : "groups of " + group;
    return new BenchException(
        ExitCode.DATA,
        Problem.of(
                "EmptySplit",
                String.format(Locale.ROOT, "%d %s cannot fill %s", there, unit, wanted))
            .at(key)
            .expecting("at least as many " + unit)
            .next("choose another group or fewer folds, or `dataset.split.by=ratio`"));
  }

  /**
   * Ranks the names by a hash of seed and name and cuts the ranking by the shares. The result is
   * the same on every machine, whatever the order of the files. A share above 0 gets at least one
   * image if there are enough.
   */
  static Map<Split, List<String>> byRatio(Collection<String> names, List<Double> ratio, long seed) {
    Map<String, String> hashes = new HashMap<>();
    names.forEach(name -> hashes.put(name, FileHash.sha256(seed + ":" + name)));
    List<String> ranked = new ArrayList<>(names);
    ranked.sort(Comparator.comparing(name -> String.valueOf(hashes.get(name))));
    int[] counts = counts(ranked.size(), ratio);
    Map<Split, List<String>> parts = new EnumMap<>(Split.class);
    int at = 0;
    Split[] splits = Split.values();
    for (int i = 0; i < splits.length; i++) {
      int end = at + counts[i];
      parts.put(splits[i], ranked.subList(at, end).stream().sorted().toList());
      at = end;
    }
    return parts;
  }

  static int[] counts(int total, List<Double> ratio) {
    int[] counts = new int[ratio.size()];
    int given = 0;
    for (int i = 1; i < counts.length; i++) {
      double share = ratio.get(i) * total;
      counts[i] = Math.max((int) Math.round(share), share > 0 && total > counts.length - 1 ? 1 : 0);
      counts[i] = Math.min(counts[i], total - given);
      given += counts[i];
    }
    counts[0] = total - given;
    return counts;
  }

  /** Reads the list of each split; every line must contain a sample name, each sample once. */
  static Map<Split, List<String>> byLists(SampleNames names, Path root, Map<String, String> lists) {
    Problems problems = new Problems();
    Map<String, String> seen = new LinkedHashMap<>();
    Map<Split, List<String>> parts = new EnumMap<>(Split.class);
    for (Split split : Split.values()) {
      String list = lists.get(split.key());
      if (list == null) {
        continue; // It is drawn.
      }
      Path file = root.resolve(list);
      List<String> part = new ArrayList<>();
      for (SplitList.Entry entry : SplitList.read(file, names, problems)) {
        String name = entry.name();
        if (!names.all().contains(name)) {
          problems.add(unknown(entry, names));
        }
        String other = seen.putIfAbsent(name, entry.place());
        if (other != null) {
          problems.add(
              Problem.of(
                      "DoubleSample",
                      String.format(Locale.ROOT, "'%s' is listed twice, also in %s", name, other))
                  .at(entry.place())
                  .expecting("each image once and in one split")
                  .next("remove one of the two lines"));
        }
        part.add(name);
      }
      parts.put(split, part);
    }
    problems.throwIfAny(ExitCode.DATA);
    return parts;
  }

  private static Problem unknown(SplitList.Entry entry, SampleNames names) {
    List<String> near = Suggest.nearest(entry.name(), names.all());
    return Problem.of(
            "UnknownSample", String.format(Locale.ROOT, "there is no image '%s'", entry.name()))
        .at(entry.place())
        .expecting(
            near.isEmpty()
                ? "the part of a file name in place of the placeholder; "
                    + Suggest.known(entry.name(), names.all(), "")
                : "did you mean " + String.join(" or ", near) + "?");
  }
}
