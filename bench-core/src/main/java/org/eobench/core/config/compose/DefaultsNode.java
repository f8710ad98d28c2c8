package org.eobench.core.config.compose;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file in the tree of defaults lists. A node without children represents the file's own values.
 */
public final class DefaultsNode {
  private static final String ROOT = "<root>";

  private final DefaultItem item;
  private final @Nullable DefaultsNode parent;
  private final List<DefaultsNode> children = new ArrayList<>();

  /**
   * A file of the final defaults list. Later entries override earlier ones.
   *
   * @param config file path without extension
   * @param pkg package that receives its values; empty for the root
   * @param parent file whose defaults list names it; {@code <root>} for the primary config
   * @param self whether {@code _self_} determined its position
   */
  public record Entry(String config, String pkg, String parent, boolean self) {}

  DefaultsNode(DefaultItem item, @Nullable DefaultsNode parent) {
    this.item = item;
    this.parent = parent;
  }

  public DefaultItem item() {
    return item;
  }

  @Nullable DefaultsNode parent() {
    return parent;
  }

  public List<DefaultsNode> children() {
    return children;
  }

  /** The files below this node, in merge order. */
  List<Entry> entries() {
    List<Entry> entries = new ArrayList<>();
    collect(entries);
    return entries;
  }

  private void collect(List<Entry> into) {
    if (!children.isEmpty()) {
      for (DefaultsNode child : children) {
        child.collect(into);
      }
      return;
    }
    boolean self = item.isSelf();
    DefaultsNode owner = self ? parent : this;
    if (owner == null || owner.item.isDeleted() || owner.item.name() == null) {
      return;
    }
    if (!owner.item.isMissing()) {
      String above = owner.parent == null ? ROOT : owner.parent.item.configPath();
      DefaultItem config = owner.item;
      into.add(new Entry(config.configPath(), config.finalPackage(), above, self));
    }
  }
}
