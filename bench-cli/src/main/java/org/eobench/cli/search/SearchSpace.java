package org.eobench.cli.search;

import java.util.ArrayList;
import java.util.List;
import org.eobench.core.config.override.OverrideParser;
import org.eobench.core.config.override.Sweep;
import org.eobench.core.config.tree.ConfigNode;
import org.eobench.core.config.tree.KeyPath;
import org.eobench.core.config.tree.MapNode;
import org.eobench.core.config.tree.PythonText;
import org.eobench.core.config.tree.ScalarNode;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Problems;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code search.space}: each value is a sweep in Hydra's grammar, null leaves the key out.
 */
final class SearchSpace {
  private static final String EXPECTED =
      "interval(low,high), tag(log,interval(low,high)), tag(int,interval(low,high)),"
          + " choice(a,b) or range(start,stop,step)";

  private static final int MOST_VALUES = 1000;

  private SearchSpace() {}

  /** The dimensions, in the order of the file. */
  static List<Dimension> read(ConfigNode space, Problems problems) {
    List<Dimension> dimensions = new ArrayList<>();
    collect(space, "", dimensions, problems);
    if (dimensions.isEmpty() && problems.isEmpty()) {
      problems.add(
          Problem.of("EmptySpace", "search.space names no key to search")
              .at(space.origin().place())
              .expecting("a key with " + EXPECTED));
    }
    return dimensions;
  }

  private static void collect(
      ConfigNode node, String path, List<Dimension> found, Problems problems) {
    if (node instanceof MapNode map) {
      map.entries().forEach(e -> collect(e.value(), KeyPath.join(path, e.name()), found, problems));
    } else if (!(node instanceof ScalarNode scalar && scalar.value() == null)) {
      try {
        Sweep sweep = sweep(path, PythonText.show(node));
        if (sweep != null) {
          found.add(dimension(path, sweep));
          return;
        }
      } catch (BenchException | IllegalArgumentException reported) {
        // reported below, like anything else that is no sweep
      }
      problems.add(
          Problem.of("SearchSpace", path + ": " + PythonText.show(node) + " cannot be searched")
              .at(node.origin().place())
              .expecting(EXPECTED));
    }
  }

  private static @Nullable Sweep sweep(String key, String text) {
    return OverrideParser.parse(key + "=" + text, 0).value() instanceof Sweep sweep ? sweep : null;
  }

  private static Dimension dimension(String key, Sweep sweep) {
    if (sweep instanceof Sweep.Interval interval) {
      double low = interval.start().doubleValue();
      double high = interval.end().doubleValue();
      boolean log = interval.tags().contains("log");
      boolean whole = interval.tags().contains("int");
      boolean known = interval.tags().stream().allMatch(List.of("log", "int")::contains);
      if (!known || !(low < high) || (log && low <= 0)) {
        throw new IllegalArgumentException("no such interval");
      }
      return Dimension.interval(key, low, high, log, whole);
    }
    if (sweep instanceof Sweep.Ordered ordered
        && ordered.count() <= MOST_VALUES
        && sweep.tags().isEmpty()) {
      List<String> texts = Sweep.texts(ordered);
      if (texts.size() > 1) {
        return sweep instanceof Sweep.Range
            ? Dimension.range(key, texts)
            : Dimension.choice(key, texts);
      }
    }
    throw new IllegalArgumentException("no values to search");
  }
}
