package org.eobench.datasets.folder;

import java.io.IOException;
import java.nio.file.Files;
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

/** Assigns whole images to the splits, by shares or by lists of names. */
final class ImageSplit {
  private ImageSplit() {}

  /**
   * Ranks the names by a hash of seed and name and cuts the ranking by the shares: the same on
   * every machine, whatever the order of the files. A share above 0 gets at least one image as long
   * as there are enough.
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

  /** Reads one name per line; empty lines and lines that begin with # are passed over. */
  static Map<Split, List<String>> byLists(
      Collection<String> names, Path root, Map<String, String> lists) {
    Problems problems = new Problems();
    Map<String, String> seen = new LinkedHashMap<>();
    Map<Split, List<String>> parts = new EnumMap<>(Split.class);
    for (Split split : Split.values()) {
      Path file = root.resolve(lists.getOrDefault(split.key(), split.key() + ".txt"));
      List<String> part = new ArrayList<>();
      List<String> lines = lines(file, problems);
      for (int i = 0; i < lines.size(); i++) {
        String name = lines.get(i).strip();
        String place = file + ":" + (i + 1);
        if (name.isEmpty() || name.startsWith("#")) {
          continue;
        }
        if (!names.contains(name)) {
          List<String> near = Suggest.nearest(name, names);
          problems.add(
              Problem.of(
                      "UnknownSample", String.format(Locale.ROOT, "there is no image '%s'", name))
                  .at(place)
                  .expecting(
                      near.isEmpty()
                          ? "the part of a file name that the placeholder stands for"
                          : "did you mean " + String.join(" or ", near) + "?"));
        }
        String other = seen.putIfAbsent(name, place);
        if (other != null) {
          problems.add(
              Problem.of(
                      "DoubleSample",
                      String.format(Locale.ROOT, "'%s' is listed twice, also in %s", name, other))
                  .at(place)
                  .expecting("each image in one split, once"));
        }
        part.add(name);
      }
      parts.put(split, part);
    }
    problems.throwIfAny(ExitCode.DATA);
    return parts;
  }

  private static List<String> lines(Path file, Problems problems) {
    try {
      return Files.readAllLines(file);
    } catch (IOException failure) {
      problems.add(
          Problem.of("MissingFile", "the list of a split cannot be read")
              .at(file.toString())
              .expecting("a text file with one image name a line")
              .next("write it, or choose `dataset.split.by=ratio`"));
      return List.of();
    }
  }
}
