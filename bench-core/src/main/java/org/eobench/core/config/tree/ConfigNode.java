package org.eobench.core.config.tree;

import org.jspecify.annotations.Nullable;

/** A value of the configuration tree: a mapping, a list or a scalar, with its origin. */
public sealed interface ConfigNode permits MapNode, ListNode, ScalarNode {
  /** The marker of a value that the user must set. */
  String MISSING = "???";

  /**
   * Parses YAML into a tree. Empty text gives an empty mapping.
   *
   * @param file name shown in origins and errors
   * @throws org.eobench.core.error.BenchException with the line, when the text is not valid YAML
   */
  static ConfigNode ofYaml(String text, String file) {
    ConfigNode root = YamlReader.read(text, file);
    return root == null ? new MapNode(Origin.file(file, 1)) : root;
  }

  /** The file and line or the argument that set this value. */
  Origin origin();

  /** Returns a deep copy without shared mutable state. */
  ConfigNode copy();

  /** The number of values: this one and all below it. */
  default int values() {
    int values = 1;
    if (this instanceof MapNode map) {
      for (MapNode.Entry entry : map.entries()) {
        values += entry.value().values();
      }
    } else if (this instanceof ListNode list) {
      for (ConfigNode item : list.items()) {
        values += item.values();
      }
    }
    return values;
  }

  /**
   * Returns the node at a dotted path below this one ({@code task.trainer.n_epochs}; list items by
   * index), or null if there is none. The empty path is this node.
   */
  default @Nullable ConfigNode select(String path) {
    ConfigNode at = this;
    for (String key : KeyPath.split(path)) {
      at = at == null ? null : KeyPath.child(at, key);
    }
    return at;
  }

  /** Returns the mapping at a dotted path, or null if there is none. */
  default @Nullable MapNode selectMap(String path) {
    return select(path) instanceof MapNode map ? map : null;
  }

  /** Returns the string at a dotted path, or null if there is none. */
  default @Nullable String selectText(String path) {
    return select(path) instanceof ScalarNode scalar && scalar.value() instanceof String text
        ? text
        : null;
  }

  /** Describes the value for a message: {@code the text 'a'}, {@code 3}, {@code a list}. */
  default String describe() {
    if (this instanceof ScalarNode scalar) {
      Object value = scalar.value();
      return value instanceof String
          ? "the text '" + Bounds.shortened(String.valueOf(value)) + "'"
          : value == null ? "null" : PythonText.of(value);
    }
    return this instanceof ListNode ? "a list" : "a mapping";
  }
}
