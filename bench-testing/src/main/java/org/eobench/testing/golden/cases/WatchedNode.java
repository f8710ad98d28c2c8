package org.eobench.testing.golden.cases;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object that records which of its keys were requested, so that unread keys can be found.
 * Iterating over the keys reads all of them.
 */
final class WatchedNode extends ObjectNode {
  private static final long serialVersionUID = 1L;

  private final Set<String> read = new HashSet<>();

  private WatchedNode(Map<String, JsonNode> children) {
    super(JsonNodeFactory.instance, children);
  }

  /** Copies a tree so that every object in it is watched. */
  static JsonNode of(JsonNode tree) {
    if (tree.isObject()) {
      Map<String, JsonNode> children = new LinkedHashMap<>();
      tree.fields().forEachRemaining(e -> children.put(e.getKey(), of(e.getValue())));
      return new WatchedNode(children);
    }
    if (tree.isArray()) {
      ArrayNode array = JsonNodeFactory.instance.arrayNode();
      tree.forEach(item -> array.add(of(item)));
      return array;
    }
    return tree;
  }

  /**
   * Adds the unread keys of a tree as dotted paths; all items of a list count as one.
   *
   * @param known accepts keys that need not be read, by dotted path and value
   */
  static void unread(
      JsonNode tree, String path, BiPredicate<String, JsonNode> known, Set<String> into) {
    if (tree instanceof WatchedNode watched) {
      watched._children.forEach(
          (key, child) -> {
            String full = path.isEmpty() ? key : path + "." + key;
            if (watched.read.contains(key)) {
              unread(child, full, known, into);
            } else {
              unreadBelow(child, full, known, into);
            }
          });
    } else if (tree.isArray()) {
      tree.forEach(item -> unread(item, path, known, into));
    }
  }

  private static void unreadBelow(
      JsonNode child, String path, BiPredicate<String, JsonNode> known, Set<String> into) {
    if (known.test(path, child)) {
      return;
    }
    if (child instanceof WatchedNode) {
      unread(child, path, known, into);
    } else {
      into.add(path);
    }
  }

  @Override
  public ObjectNode deepCopy() {
    read.addAll(_children.keySet());
    return super.deepCopy();
  }

  @Override
  public @Nullable JsonNode get(String key) {
    read.add(key);
    return super.get(key);
  }

  @Override
  public JsonNode path(String key) {
    read.add(key);
    return super.path(key);
  }

  @Override
  public Iterator<Map.Entry<String, JsonNode>> fields() {
    read.addAll(_children.keySet());
    return super.fields();
  }

  @Override
  public Set<Map.Entry<String, JsonNode>> properties() {
    read.addAll(_children.keySet());
    return super.properties();
  }

  @Override
  public Iterator<JsonNode> elements() {
    read.addAll(_children.keySet());
    return super.elements();
  }
}
