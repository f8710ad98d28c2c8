package org.eobench.datasets.folder.labels;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.eobench.core.config.tree.ConfigNode;
import org.eobench.core.config.tree.MapNode;
import org.eobench.core.config.tree.PythonText;
import org.eobench.core.config.tree.ScalarNode;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Problems;
import org.eobench.core.error.Suggest;
import org.jspecify.annotations.Nullable;

/**
 * The classes while {@code dataset.labels} is read: those of {@code dataset.classes}, or else the
 * names in the labels in their order.
 */
final class LabelClasses {
  /** The name that stands for what does not count. */
  static final String IGNORE = "ignore";

  private final List<String> names;
  private final boolean open;
  private final Problems problems;

  LabelClasses(List<String> classes, Problems problems) {
    this.names = new ArrayList<>(classes);
    this.open = classes.isEmpty();
    this.problems = problems;
  }

  List<String> names() {
    return List.copyOf(names);
  }

  /** The class of an entry of the labels, or {@link Legend#IGNORED}; null after a problem. */
  @Nullable Integer meaning(String key, ConfigNode value) {
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
    int known = names.indexOf(name);
    if (known >= 0) {
      return known;
    }
    if (open) {
      names.add(name);
      return names.size() - 1;
    }
    problems.add(
        Problem.of(
                "UnknownClass",
                "dataset.labels." + key + ": " + name + " is not in dataset.classes")
            .at(value.origin().place())
            .expecting(Suggest.sentence(name, names))
            .next(
                "add it to dataset.classes, or leave dataset.classes out: the labels define them"));
    return null;
  }

  /** Names such as {@code no} stay what the file says. */
  private static String spelling(ConfigNode value, Object plain) {
    String written = value instanceof ScalarNode scalar ? scalar.spelling() : null;
    return plain instanceof String || written == null ? PythonText.of(plain) : written;
  }

  /** Adds a problem if there is no class, or the ignore index is the number of one. */
  void requireUsable(MapNode labels, int ignoreIndex) {
    if (names.isEmpty()) {
      problems.add(
          Problem.of("LabelKey", "dataset.labels names no class, only ignore")
              .at(labels.origin().place())
              .expecting("a class for at least one value"));
    } else if (ignoreIndex >= 0 && ignoreIndex < names.size()) {
      problems.add(
          Problem.of(
                  "LabelKey",
                  String.format(
                      Locale.ROOT,
                      "dataset.ignore_index=%d is the number of the class %s of dataset.labels",
                      ignoreIndex,
                      names.get(ignoreIndex)))
              .at(labels.origin().place())
              .expecting("a number that is no class, such as -1")
              .next(
                  "set `dataset.ignore_index=-1`, and write ignore for values that do not count,"
                      + " such as `255: ignore`"));
    }
  }
}
