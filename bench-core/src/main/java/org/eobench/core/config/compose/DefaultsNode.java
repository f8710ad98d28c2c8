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
  List<DefaultsEntry> entries() {
    List<DefaultsEntry> entries = new ArrayList<>();
    collect(entries);
    return entries;
  }

  private void collect(List<DefaultsEntry> into) {
    if (!children.isEmpty()) {
      children.forEach(child -> child.collect(into));
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
      into.add(new DefaultsEntry(config.configPath(), config.finalPackage(), above, self));
    }
  }
}
