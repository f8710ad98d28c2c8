package org.eobench.core.config;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A file in the tree of defaults lists; a node without children stands for its own values. */
final class DefaultsNode {
  private final DefaultItem item;
  private final @Nullable DefaultsNode parent;
  private final List<DefaultsNode> children = new ArrayList<>();

  DefaultsNode(DefaultItem item, @Nullable DefaultsNode parent) {
    this.item = item;
    this.parent = parent;
  }

  DefaultItem item() {
    return item;
  }

  @Nullable DefaultsNode parent() {
    return parent;
  }

  List<DefaultsNode> children() {
    return children;
  }
}
