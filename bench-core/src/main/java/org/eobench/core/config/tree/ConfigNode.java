package org.eobench.core.config.tree;

import org.jspecify.annotations.Nullable;

/**
 * One value of the configuration tree: a mapping, a list or a scalar, each with the place that set
 * it.
 */
public sealed interface ConfigNode permits MapNode, ListNode, ScalarNode {
  /** The text that marks a value the user must give. */
  String MISSING = "???";

  /**
   * The tree that a YAML text describes; an empty text is an empty mapping.
   *
   * @param file the name shown in origins and errors
   * @throws org.eobench.core.error.BenchException when the text is not valid YAML, with its line
   */
  static ConfigNode ofYaml(String text, String file) {
    ConfigNode root = YamlReader.read(text, file);
    return root == null ? new MapNode(Origin.file(file, 1)) : root;
  }

  /** The file and line, or the argument, that set this value. */
  Origin origin();

  /** A deep copy that shares nothing that can change. */
  ConfigNode copy();

  /** How many values this is: itself and all below it. */
  default int values() {
    int below = 0;
    if (this instanceof MapNode map) {
      below = map.entries().stream().mapToInt(entry -> entry.value().values()).sum();
    } else if (this instanceof ListNode list) {
      below = list.items().stream().mapToInt(ConfigNode::values).sum();
    }
    return 1 + below;
  }

  /**
   * The node at a dotted path below this one ({@code task.trainer.n_epochs}, list items by index),
   * or null when there is none. The empty path is this node.
   */
  default @Nullable ConfigNode select(String path) {
    ConfigNode at = this;
    for (String key : KeyPath.split(path)) {
      at = at == null ? null : KeyPath.child(at, key);
    }
    return at;
  }

  /** The mapping at a dotted path, or null when nothing or something else is there. */
  default @Nullable MapNode selectMap(String path) {
    return select(path) instanceof MapNode map ? map : null;
  }

  /** The text at a dotted path, or null when nothing or something else than a string is there. */
  default @Nullable String selectText(String path) {
    return select(path) instanceof ScalarNode scalar && scalar.value() instanceof String text
        ? text
        : null;
  }

  /** What this is, in a message to the user: {@code the text 'a'}, {@code 3}, {@code a list}. */
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
