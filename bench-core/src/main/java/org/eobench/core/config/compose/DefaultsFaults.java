package org.eobench.core.config.compose;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.eobench.core.config.interpolation.InterpolationException;
import org.eobench.core.config.tree.Bounds;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Suggest;

/** Creates the problems of defaults lists, with the options found on the search path. */
final class DefaultsFaults {
  /** A group that has no option yet. */
  static final String MISSING_CHOICE = "MissingChoice";

  private final SearchPath searchPath;

  DefaultsFaults(SearchPath searchPath) {
    this.searchPath = searchPath;
  }

  Problem missingChoice(DefaultItem item) {
    String key = item.isGroup() ? item.overrideKey() : item.configPath();
    return Problem.of(MISSING_CHOICE, "you must choose an option for '" + key + "'")
        .at(item.origin().place())
        .expecting(Suggest.oneOf(searchPath.options(item.groupPath()), lister(item.groupPath())))
        .next("give `" + key + "=NAME`");
  }

  Problem notFound(DefaultsNode node) {
    DefaultItem item = node.item();
    String path = item.configPath();
    if (item.isPrimary()) {
      return Problem.of("UnknownPrimaryConfig", "there is no primary config '" + path + "'")
          .at("looked in " + places())
          .expecting(Suggest.sentence(path, searchPath.options("")));
    }
    DefaultsNode parent = node.parent();
    String in = parent == null ? "" : "in '" + parent.item().configPath() + "': ";
    String group = item.groupPath();
    List<String> options = searchPath.options(group);
    if (item.isGroup()) {
      return Problem.of("UnknownOption", in + "there is no '" + path + "'")
          .at(item.origin().place())
          .expecting(
              options.isEmpty()
                  ? Suggest.sentence(group, searchPath.allGroups())
                  : Suggest.sentence(String.valueOf(item.name()), options, lister(group)));
    }
    return Problem.of("ConfigNotFound", in + "there is no config '" + path + "'")
        .at(item.origin().place())
        .expecting(Suggest.sentence(String.valueOf(item.name()), options, lister(group)))
        .next("looked in " + places());
  }

  /** The command that lists the options of a group. */
  static String lister(String group) {
    return "`java -jar bench.jar list " + group + "`";
  }

  private String places() {
    List<String> names = new ArrayList<>();
    searchPath.sources().stream().skip(1).forEach(source -> names.add(source.name()));
    return String.join(", ", names);
  }

  /**
   * @param above the files that include the item, outermost first, each as {@code path@package}
   */
  Problem cycle(DefaultItem item, List<String> above) {
    String path = item.configPath();
    List<String> chain = new ArrayList<>(above.stream().map(DefaultsFaults::path).toList());
    chain.add(path);
    String round = String.join(" -> ", chain.subList(chain.indexOf(path), chain.size()));
    return Problem.of("DefaultsCycle", "'" + path + "' includes itself in its defaults: " + round)
        .at(item.origin().place())
        .next("remove one of these items from its defaults list");
  }

  /** Endless defaults: each round puts the file into another package. */
  Problem endless(DefaultItem item, List<String> above) {
    String path = item.configPath();
    List<String> names = above.stream().map(DefaultsFaults::path).toList();
    int last = names.lastIndexOf(path);
    return last < 0
        ? Bounds.tooDeep("defaults lists include each other").at(item.origin().place())
        : cycle(item, above.subList(last, above.size()));
  }

  private static String path(String pathAtPackage) {
    return pathAtPackage.substring(0, pathAtPackage.lastIndexOf('@'));
  }

  Problem tooManyFiles(DefaultItem item) {
    return Bounds.tooMany(
            "the defaults lists include too many files", Bounds.FILES, "files, counting repeats")
        .at(item.origin().place());
  }

  Problem duplicateSelf(DefaultItem parent, DefaultItem second) {
    return Problem.of(
            "DuplicateSelf",
            "'" + parent.configPath() + "' has _self_ more than once in its defaults")
        .at(second.origin().place());
  }

  Problem overrideOrder(DefaultItem parent, DefaultItem override, DefaultItem item) {
    return Problem.of(
            "OverrideOrder",
            String.format(
                Locale.ROOT,
                "in %s: the override '%s : %s' stands before '%s: %s'",
                parent.configPath(),
                override.overrideKey(),
                override.name(),
                item.isGroup() ? item.overrideKey() : item.configPath(),
                item.name()))
        .at(override.origin().place())
        .next("move overrides to the end of the defaults list");
  }

  Problem overrideInInterpolated(DefaultItem parent, DefaultItem override) {
    return Problem.of(
            "OverrideInInterpolated",
            parent.configPath()
                + ": an override ("
                + override.overrideKey()
                + ") cannot stand in a file that is chosen by an interpolation")
        .at(override.origin().place());
  }

  Problem interpolation(
      DefaultItem parent,
      DefaultItem item,
      InterpolationException failure,
      Collection<String> groups) {
    return Problem.of(
            "DefaultsInterpolation",
            String.format(
                Locale.ROOT,
                "in '%s': cannot resolve '%s': %s",
                parent.configPath(),
                item.interpolation(),
                failure.getMessage()))
        .at(item.origin().place())
        .expecting("one of the groups " + groups);
  }
}
