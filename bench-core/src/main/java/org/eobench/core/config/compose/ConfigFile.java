package org.eobench.core.config.compose;

import java.util.ArrayList;
import java.util.List;
import org.eobench.core.config.tree.ConfigNode;
import org.eobench.core.config.tree.MapNode;
import org.eobench.core.config.tree.ScalarNode;
import org.eobench.core.error.Problem;
import org.jspecify.annotations.Nullable;

/**
 * One file as read, before it is merged.
 *
 * @param path path without extension, such as {@code encoder/dofa}
 * @param shown name of the file for messages
 * @param source name of the place it was found in
 * @param tree its values without the defaults list
 * @param values how many values the tree has
 * @param defaults its defaults list; empty when it has none
 * @param header package of its {@code # @package} line, or null
 * @param problems what is wrong with its defaults list
 */
record ConfigFile(
    String path,
    String shown,
    String source,
    ConfigNode tree,
    int values,
    List<DefaultItem> defaults,
    @Nullable String header,
    List<Problem> problems) {

  /** Fresh items, since composing fills them in. */
  List<DefaultItem> copyDefaults() {
    List<DefaultItem> items = new ArrayList<>();
    defaults.forEach(item -> items.add(item.copy()));
    return items;
  }

  /** Whether it sets anything itself. */
  boolean hasContent() {
    return tree instanceof MapNode map
        && map.entries().stream()
            .anyMatch(e -> !(e.value() instanceof ScalarNode scalar && scalar.isMissing()));
  }
}
