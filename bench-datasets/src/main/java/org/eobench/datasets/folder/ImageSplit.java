package org.eobench.datasets.folder;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eobench.core.dataset.Split;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Problems;
import org.eobench.core.error.Suggest;
import org.eobench.core.provenance.FileHash;
import org.eobench.datasets.folder.files.SampleNames;

/** Assigns whole images to splits, by shares or by lists of names. */
final class ImageSplit {
  private ImageSplit() {}

  /**
   * Ranks the names by a hash of seed and name and cuts the ranking by the shares. The result is
   * the same on every machine, whatever the order of the files. A share above 0 gets at least one
   * image if there are enough.
   */
  static Map<Split, List<String>> byRatio(Collection<String> names, List<Double> ratio, long seed) {
    List<String> ranked = new ArrayList<>(names);
    ranked.sort(Comparator.comparing((String name) -> FileHash.sha256(seed + ":" + name)));
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
      Path file = root.resolve(lists.getOrDefault(split.key(), split.key() + ".txt"));
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
