package org.eobench.core.dataset.grouping;

import java.util.ArrayList;
import java.util.List;
import org.eobench.core.config.bind.Default;
import org.eobench.core.config.tree.ConfigNode;
import org.eobench.core.config.tree.ListNode;
import org.eobench.core.config.tree.ScalarNode;
import org.jspecify.annotations.Nullable;

/**
 * Keys of {@code dataset.grouping}, which every data set has.
 *
 * @param classOfInterest the new classes in label order from 1: a class of the data set, or a list
 *     of classes to merge; all other classes become label 0. Null keeps the classes
 * @param background name of label 0
 * @param ignoredAsBackground whether pixels whose label does not count become label 0. They are
 *     trained on and scored then, as in a published flood recipe that clips its labels to 0 and 1
 */
public record GroupingConfig(
    @Nullable ConfigNode classOfInterest,
    @Default("background") String background,
    @Default("false") boolean ignoredAsBackground) {
  /** The classes of the data set as they are. */
  public static final GroupingConfig NONE = new GroupingConfig(null, "background", false);

  public GroupingConfig {
    if (classOfInterest instanceof ScalarNode scalar && scalar.value() == null) {
      classOfInterest = null; // null in YAML is a node, too
    }
    groups(classOfInterest);
  }

  /** Whether any label changes. */
  public boolean active() {
    return classOfInterest != null || ignoredAsBackground;
  }

  /** The names in each group; empty if the classes are kept. */
  List<List<String>> groups() {
    return groups(classOfInterest);
  }

  private static List<List<String>> groups(@Nullable ConfigNode node) {
    List<List<String>> groups = new ArrayList<>();
    if (node == null) {
      return groups;
    }
    for (ConfigNode item : items(node)) {
      List<String> names = new ArrayList<>();
      for (ConfigNode name : item instanceof ListNode ? items(item) : List.of(item)) {
        if (!(name instanceof ScalarNode scalar) || scalar.value() == null) {
          throw wrong();
        }
        names.add(String.valueOf(scalar.value()));
      }
      if (names.isEmpty()) {
        throw wrong();
      }
      groups.add(names);
    }
    if (groups.isEmpty()) {
      throw wrong();
    }
    return groups;
  }

  private static List<ConfigNode> items(ConfigNode node) {
    if (!(node instanceof ListNode list)) {
      throw wrong();
    }
    List<ConfigNode> items = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      items.add(list.get(i));
    }
    return items;
  }

  private static IllegalArgumentException wrong() {
    return new IllegalArgumentException(
        "class_of_interest must be a list of class names, or of lists of class names to merge, such"
            + " as [water, [tree, shrub]]");
  }
}
