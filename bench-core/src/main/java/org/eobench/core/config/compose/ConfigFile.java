package org.eobench.core.config.compose;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eobench.core.config.tree.ConfigNode;
import org.eobench.core.config.tree.MapNode;
import org.eobench.core.config.tree.ScalarNode;
import org.eobench.core.error.Problem;
import org.jspecify.annotations.Nullable;

/**
 * A configuration file as read, before merging.
 *
 * @param path path without its extension, such as {@code encoder/dofa}
 * @param shown file name for messages
 * @param source name of the source that holds it
 * @param tree its values without the defaults list
 * @param values number of values in the tree
 * @param defaults its defaults list; empty when it has none
 * @param header package of its {@code # @package} line, or null
 * @param protocols values for single protocols, by the name of the protocol
 * @param alias a sentence that says what the file is an alias of; null where it is none
 * @param problems problems of its defaults list
 */
record ConfigFile(
    String path,
    String shown,
    String source,
    ConfigNode tree,
    int values,
    List<DefaultItem> defaults,
    @Nullable String header,
    Map<String, MapNode> protocols,
    @Nullable String alias,
    List<Problem> problems) {

  /** Returns new items on each call, because composing modifies them. */
  List<DefaultItem> copyDefaults() {
    List<DefaultItem> items = new ArrayList<>();
    for (DefaultItem item : defaults) {
      items.add(item.copy());
    }
    return items;
  }

  /** Whether the file sets any values itself. */
  boolean hasContent() {
    return tree instanceof MapNode map
        && map.entries().stream()
            .anyMatch(e -> !(e.value() instanceof ScalarNode scalar && scalar.isMissing()));
  }
}
