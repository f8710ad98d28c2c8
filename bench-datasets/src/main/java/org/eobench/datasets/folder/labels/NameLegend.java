package org.eobench.datasets.folder.labels;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.eobench.core.config.tree.MapNode;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Problems;
import org.eobench.core.error.Suggest;

/**
 * What names mean: attributes of polygons, cells of a table, or folders. {@code dataset.labels}
 * maps them to classes. Without it, a name is a class, or the number of one.
 */
public final class NameLegend {
  private static final String OTHER = "other";

  private final Map<String, Integer> meanings;
  private final List<String> classes;

  private NameLegend(Map<String, Integer> meanings, List<String> classes) {
    this.meanings = meanings;
    this.classes = classes;
  }

  /**
   * Reads the labels.
   *
   * @param classes the key {@code classes}; if it is empty, the classes are those of the labels in
   *     their order
   * @throws BenchException with a problem for each wrong entry
   */
  public static NameLegend read(MapNode labels, List<String> classes, int ignoreIndex) {
    Problems problems = new Problems();
    LabelClasses names = new LabelClasses(classes, problems);
    Map<String, Integer> meanings = new LinkedHashMap<>();
    for (MapNode.Entry entry : labels.entries()) {
      Integer meaning = names.meaning(entry.name(), entry.value());
      for (String name : split(entry.name())) {
        if (meaning != null && meanings.put(name, meaning) != null) {
          problems.add(
              Problem.of("LabelKey", "dataset.labels lists " + name + " twice")
                  .at(entry.value().origin().place())
                  .expecting("each name once")
                  .next("remove one of the two"));
        }
      }
    }
    if (!labels.isEmpty() && problems.isEmpty()) {
      names.requireUsable(labels, ignoreIndex);
    }
    problems.throwIfAny(ExitCode.CONFIG);
    return new NameLegend(meanings, names.names());
  }

  /** The names of a key; a list such as {@code [wheat, rye]} has several. */
  private static List<String> split(String key) {
    return key.startsWith("[") && key.endsWith("]")
        ? List.of(key.substring(1, key.length() - 1).split(", *"))
        : List.of(key);
  }

  /** The classes; empty if neither labels nor classes are configured. */
  public List<String> classes() {
    return classes;
  }

  /**
   * A legend whose classes are the names that occur, sorted, if the configuration has none; numbers
   * are sorted by value.
   */
  public NameLegend completedBy(Collection<String> found) {
    if (!classes.isEmpty()) {
      return this;
    }
    List<String> names = new ArrayList<>(new TreeSet<>(found));
    if (names.stream().allMatch(name -> name.matches("-?\\d{1,15}"))) {
      names.sort(Comparator.comparingLong(Long::parseLong));
    }
    return new NameLegend(Map.of(), List.copyOf(names));
  }

  /** A legend of names that are these classes. */
  NameLegend withClasses(List<String> names) {
    return new NameLegend(Map.of(), List.copyOf(names));
  }

  /** The class of a name, or {@link Legend#IGNORED}, or {@link Legend#UNLISTED}. */
  int of(String name) {
    if (!meanings.isEmpty()) {
      Integer meaning = meanings.get(name);
      return meaning == null ? meanings.getOrDefault(OTHER, Legend.UNLISTED) : meaning;
    }
    int index = classes.indexOf(name);
    if (index < 0 && name.matches("\\d{1,9}") && Integer.parseInt(name) < classes.size()) {
      return Integer.parseInt(name);
    }
    return index < 0 ? Legend.UNLISTED : index;
  }

  /**
   * The class of a name.
   *
   * @param kind what the name is, such as {@code attribute crop}
   * @param place file and line, or feature
   * @throws BenchException if the legend does not list it
   */
  int require(String name, String kind, String place) {
    int meaning = of(name);
    if (meaning == Legend.UNLISTED) {
      Collection<String> known = meanings.isEmpty() ? classes : meanings.keySet();
      boolean mapped = !meanings.isEmpty();
      throw new BenchException(
          ExitCode.DATA,
          Problem.of(
                  "UnknownLabel",
                  String.format(
                      Locale.ROOT,
                      "%s '%s' is not in dataset.%s",
                      kind,
                      name,
                      mapped ? "labels" : "classes"))
              .at(place)
              .expecting(
                  Suggest.sentence(name, known)
                      + (mapped ? "" : ", or a number from 0 to " + (classes.size() - 1)))
              .next(
                  mapped
                      ? "add `"
                          + name
                          + ": CLASS` or `"
                          + name
                          + ": ignore` to dataset.labels, or"
                          + " `other: ignore` for all names that it does not list"
                      : "add it to dataset.classes, or map it with dataset.labels, such as `"
                          + name
                          + ": ignore`"));
    }
    return meaning;
  }

  /** The label of a class, or the index of what does not count. */
  static int label(int meaning, int ignoreIndex) {
    return meaning == Legend.IGNORED ? ignoreIndex : meaning;
  }
}
