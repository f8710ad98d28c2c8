package org.eobench.core.config.tree;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Dotted paths into the tree; {@code a[0].b} and {@code a.0.b} mean the same. */
public final class KeyPath {
  private KeyPath() {}

  public static List<String> split(String path) {
    List<String> keys = new ArrayList<>();
    StringBuilder key = new StringBuilder();
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (c == '.' || c == '[' || c == ']') {
        add(keys, key);
      } else {
        key.append(c);
      }
    }
    add(keys, key);
    return keys;
  }

  private static void add(List<String> keys, StringBuilder key) {
    if (!key.isEmpty()) {
      keys.add(key.toString());
      key.setLength(0);
    }
  }

  static @Nullable ConfigNode child(ConfigNode parent, String key) {
    if (parent instanceof MapNode map) {
      return map.find(key);
    }
    if (parent instanceof ListNode list) {
      int index = index(key, list.size());
      return index < 0 ? null : list.get(index);
    }
    return null;
  }

  /** Like {@link #child}, but does not find a number or boolean key by its text. */
  public static @Nullable ConfigNode exactChild(ConfigNode parent, String key) {
    return parent instanceof MapNode map ? map.get(key) : child(parent, key);
  }

  /** The index that {@code key} names in a list of {@code size} items, or -1. */
  public static int index(String key, int size) {
    try {
      int index = Integer.parseInt(key);
      int fromFront = index < 0 ? index + size : index;
      return fromFront >= 0 && fromFront < size ? fromFront : -1;
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  public static String join(String parent, String key) {
    return parent.isEmpty() ? key : parent + "." + key;
  }
}
