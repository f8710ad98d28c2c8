package org.eobench.datasets.spacenet7;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.provenance.FileHash;

/** Pairs of months of one window, from the samples of single months. */
final class MonthPairs {
  private static final int HEX = 16;

  private MonthPairs() {}

  /**
   * Two months of a window.
   *
   * @param before the earlier one
   * @param after the later one
   */
  record Pair(SampleRef before, SampleRef after) {
    /** {@code AOI/2018_01-2019_06@WINDOW}. */
    SampleRef ref() {
      String[] first = parts(before);
      List<Path> files = new ArrayList<>(before.files());
      files.addAll(after.files());
      return new SampleRef(first[0] + "/" + first[1] + "-" + parts(after)[1] + first[2], files);
    }
  }

  /** The place, the month and the window in the name of a sample, {@code AOI/2018_01@WINDOW}. */
  private static String[] parts(SampleRef ref) {
    String id = ref.id();
    int slash = id.indexOf('/');
    int at = id.indexOf('@');
    String month = id.substring(slash + 1, at < 0 ? id.length() : at);
    return new String[] {id.substring(0, slash), month, at < 0 ? "" : id.substring(at)};
  }

  /** The samples of each window, by month. */
  private static Map<String, List<SampleRef>> windows(List<SampleRef> samples) {
    Map<String, List<SampleRef>> windows = new LinkedHashMap<>();
    for (SampleRef ref : samples) {
      String[] parts = parts(ref);
      windows.computeIfAbsent(parts[0] + parts[2], key -> new ArrayList<>()).add(ref);
    }
    windows.values().forEach(list -> list.sort(Comparator.comparing(SampleRef::id)));
    return windows;
  }

  /** The first month and the one in the middle of each window with two or more. */
  static List<Pair> fixed(List<SampleRef> samples) {
    List<Pair> pairs = new ArrayList<>();
    for (List<SampleRef> months : windows(samples).values()) {
      if (months.size() > 1) {
        pairs.add(new Pair(months.get(0), months.get(months.size() / 2)));
      }
    }
    return pairs;
  }

  /**
   * Pairs that are drawn for each window with enough months: the first month from all that have one
   * at the gap or later, the second from these. The same seed and names give the same pairs
   * everywhere.
   *
   * @param count number of pairs of a window; a pair that is drawn again is left out
   * @param gap least distance in the list of months
   */
  static List<Pair> drawn(List<SampleRef> samples, int count, int gap, long seed) {
    List<Pair> pairs = new ArrayList<>();
    windows(samples)
        .forEach(
            (window, months) -> {
              if (months.size() <= gap) {
                return;
              }
              String hash = FileHash.sha256(seed + ":" + window).substring(0, HEX);
              Random random = new Random(Long.parseUnsignedLong(hash, HEX));
              Set<Pair> drawn = new LinkedHashSet<>();
              for (int i = 0; i < count; i++) {
                int first = random.nextInt(months.size() - gap);
                int second = first + gap + random.nextInt(months.size() - first - gap);
                drawn.add(new Pair(months.get(first), months.get(second)));
              }
              pairs.addAll(drawn);
            });
    return pairs;
  }
}
