package org.eobench.datasets.folder.labels;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.eobench.core.config.tree.ConfigNode;
import org.eobench.core.config.tree.MapNode;
import org.eobench.core.config.tree.PythonText;
import org.eobench.core.config.tree.ScalarNode;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Problems;
import org.eobench.core.error.Suggest;
import org.jspecify.annotations.Nullable;

/** Reads {@code dataset.labels}, and reports everything that is wrong with it at once. */
public final class LegendReader {
  /** The name that stands for pixels that do not count. */
  static final String IGNORE = "ignore";

  private final Problems problems = new Problems();
  private final List<Legend.Entry> entries = new ArrayList<>();
  private final List<String> classes;
  private final boolean open;

  private LegendReader(List<String> classes) {
    this.classes = new ArrayList<>(classes);
    this.open = classes.isEmpty();
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
    return new Legend(reader.entries, reader.classes);
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
    Integer meaning = meaning(entry.name(), entry.value());
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

  /** The class of an entry; null after a problem. */
  private @Nullable Integer meaning(String key, ConfigNode value) {
    Object plain = value instanceof ScalarNode scalar ? scalar.value() : null;
    if (plain == null) {
      problems.add(
          Problem.of(
                  "LabelKey",
                  "dataset.labels." + key + " must be the name of a class, not " + value.describe())
              .at(value.origin().place())
              .expecting("a name, or ignore for what does not count"));
      return null;
    }
    String name = spelling(value, plain);
    if (name.equals(IGNORE)) {
      return Legend.IGNORED;
    }
    int known = classes.indexOf(name);
    if (known >= 0) {
      return known;
    }
    if (open) {
      classes.add(name);
      return classes.size() - 1;
    }
    problems.add(
        Problem.of(
                "UnknownClass",
                "dataset.labels." + key + ": " + name + " is not in dataset.classes")
            .at(value.origin().place())
            .expecting(Suggest.sentence(name, classes))
            .next(
                "add it to dataset.classes, or leave dataset.classes out: the labels define them"));
    return null;
  }

  /** Names such as {@code no} stay what the file says. */
  private static String spelling(ConfigNode value, Object plain) {
    String written = value instanceof ScalarNode scalar ? scalar.spelling() : null;
    return plain instanceof String || written == null ? PythonText.of(plain) : written;
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
    if (classes.isEmpty()) {
      problems.add(
          Problem.of("LabelKey", "dataset.labels names no class, only ignore")
              .at(labels.origin().place())
              .expecting("a class for at least one value"));
    } else if (missingBand() > 0) {
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
    } else if (ignoreIndex >= 0 && ignoreIndex < classes.size()) {
      problems.add(
          Problem.of(
                  "LabelKey",
                  String.format(
                      Locale.ROOT,
                      "dataset.ignore_index=%d is the number of the class %s of dataset.labels",
                      ignoreIndex,
                      classes.get(ignoreIndex)))
              .at(labels.origin().place())
              .expecting("a number that is no class, such as -1")
              .next(
                  "set `dataset.ignore_index=-1`, and write ignore for values that do not count,"
                      + " such as `255: ignore`"));
    }
  }
}
