package org.eobench.datasets.folder.labels;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.eobench.core.config.tree.MapNode;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Problems;
import org.jspecify.annotations.Nullable;

/** Reads {@code dataset.labels}, and reports everything that is wrong with it at once. */
public final class LegendReader {
  private final Problems problems = new Problems();
  private final List<Legend.Entry> entries = new ArrayList<>();
  private final LabelClasses classes;

  private LegendReader(List<String> classes) {
    this.classes = new LabelClasses(classes, problems);
  }

  /**
   * Reads the legend.
   *
   * @param classes the key {@code classes}; if it is empty, the classes are those of the labels in
   *     their order
   * @param ignoreIndex the label of what does not count, which must not be the number of a class
   * @throws BenchException with a problem for each wrong entry
   */
  public static Legend read(MapNode labels, List<String> classes, int ignoreIndex) {
    LegendReader reader = new LegendReader(classes);
    labels.entries().forEach(reader::add);
    if (!labels.isEmpty()) {
      reader.requireOneKind(labels);
      reader.requireClasses(labels, ignoreIndex);
    }
    reader.problems.throwIfAny(ExitCode.CONFIG);
    return new Legend(reader.entries, reader.classes.names());
  }

  private void add(MapNode.Entry entry) {
    List<LabelKey> keys = LabelKey.parse(entry.name());
    if (keys == null) {
      problems.add(
          Problem.of("LabelKey", "dataset.labels: cannot read the key '" + entry.name() + "'")
              .at(entry.value().origin().place())
              .expecting(LabelKey.SPELLINGS));
      return;
    }
    Integer meaning = classes.meaning(entry.name(), entry.value());
    if (meaning == null) {
      return;
    }
    for (LabelKey key : keys) {
      Legend.Entry before = overlapping(key);
      if (before != null) {
        problems.add(
            Problem.of(
                    "LabelKey",
                    String.format(
                        Locale.ROOT,
                        "dataset.labels lists %s twice: %s and %s",
                        key,
                        before.key(),
                        key))
                .at(entry.value().origin().place())
                .expecting("each value once")
                .next("remove one of the two keys"));
      }
      entries.add(new Legend.Entry(key, meaning));
    }
  }

  private Legend.@Nullable Entry overlapping(LabelKey key) {
    for (Legend.Entry entry : entries) {
      boolean same =
          entry.key() instanceof LabelKey.Values one && key instanceof LabelKey.Values other
              ? one.first() <= other.last() && other.first() <= one.last()
              : entry.key().equals(key);
      if (same) {
        return entry;
      }
    }
    return null;
  }

  private void requireOneKind(MapNode labels) {
    LabelKey first = null;
    for (Legend.Entry entry : entries) {
      if (entry.key() instanceof LabelKey.Other) {
        continue;
      }
      if (first != null && !kind(first).equals(kind(entry.key()))) {
        problems.add(
            Problem.of(
                    "LabelKey",
                    String.format(
                        Locale.ROOT,
                        "dataset.labels lists both %s and %s",
                        kind(first),
                        kind(entry.key())))
                .at(labels.origin().place())
                .expecting("one kind of keys: " + first + " or " + entry.key()));
        return;
      }
      first = first == null ? entry.key() : first;
    }
  }

  private static String kind(LabelKey key) {
    if (key instanceof LabelKey.Colour) {
      return "colours";
    }
    return key instanceof LabelKey.Band ? "bands" : "values";
  }

  /** The first band that has no entry although a higher one has; 0 if there is none. */
  private int missingBand() {
    Set<Integer> listed = new TreeSet<>();
    for (Legend.Entry entry : entries) {
      if (entry.key() instanceof LabelKey.Band band) {
        listed.add(band.number());
      }
    }
    for (int number = 1; number <= listed.size(); number++) {
      if (!listed.contains(number)) {
        return number;
      }
    }
    return 0;
  }

  private void requireClasses(MapNode labels, int ignoreIndex) {
    if (!problems.isEmpty()) {
      return;
    }
    if (missingBand() > 0) {
      problems.add(
          Problem.of(
                  "LabelKey",
                  String.format(
                      Locale.ROOT, "dataset.labels says nothing of band %d", missingBand()))
              .at(labels.origin().place())
              .expecting("an entry for every band of the mask, from band 1")
              .next(
                  String.format(
                      Locale.ROOT, "add `band %d: CLASS` or `band %1$d: ignore`", missingBand())));
    }
    classes.requireUsable(labels, ignoreIndex);
  }
}
