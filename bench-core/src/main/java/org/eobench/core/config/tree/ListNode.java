package org.eobench.core.config.tree;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A list of the tree. */
public final class ListNode implements ConfigNode {
  private final List<ConfigNode> items = new ArrayList<>();
  private final Origin origin;

  public ListNode(Origin origin) {
    this.origin = origin;
  }

  @Override
  public Origin origin() {
    return origin;
  }

  public int size() {
    return items.size();
  }

  public ConfigNode get(int index) {
    return items.get(index);
  }

  /** The items in order; not modifiable. */
  public List<ConfigNode> items() {
    return Collections.unmodifiableList(items);
  }

  public void add(ConfigNode item) {
    items.add(item);
  }

  public void set(int index, ConfigNode item) {
    items.set(index, item);
  }

  public void remove(int index) {
    items.remove(index);
  }

  public ListNode withOrigin(Origin other) {
    ListNode list = new ListNode(other);
    list.items.addAll(items);
    return list;
  }

  @Override
  public ListNode copy() {
    ListNode list = new ListNode(origin);
    for (ConfigNode item : items) {
      list.items.add(item.copy());
    }
    return list;
  }
}
