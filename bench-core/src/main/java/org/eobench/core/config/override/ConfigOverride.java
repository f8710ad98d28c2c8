package org.eobench.core.config.override;

import java.util.List;
import java.util.Map;
import org.eobench.core.config.tree.ConfigNode;
import org.eobench.core.config.tree.ListNode;
import org.eobench.core.config.tree.MapNode;
import org.eobench.core.config.tree.Origin;
import org.eobench.core.config.tree.QuotedText;
import org.eobench.core.config.tree.ScalarNode;
import org.jspecify.annotations.Nullable;

/**
 * A parsed command-line override, such as {@code optimizer.lr=1e-4}, {@code +a=b}, {@code ++a=b},
 * {@code ~a} or {@code group@package=option}.
 *
 * @param type operation of the prefix
 * @param key dotted key, or group with slashes
 * @param pkg package after {@code @}, or null
 * @param hasValue whether the argument has an {@code =}
 * @param value null, Boolean, Long, BigInteger, Double, String, {@link QuotedText}, List, Map or
 *     {@link Sweep}
 * @param line the argument as given
 * @param number position on the command line, from 1
 */
public record ConfigOverride(
    Type type,
    String key,
    @Nullable String pkg,
    boolean hasValue,
    @Nullable Object value,
    String line,
    int number) {

  /** The operation of an override. */
  public enum Type {
    CHANGE(""),
    ADD("+"),
    FORCE_ADD("++"),
    DEL("~");

    private final String prefix;

    Type(String prefix) {
      this.prefix = prefix;
    }
  }

  public boolean isSweep() {
    return value instanceof Sweep;
  }

  /** Whether it targets the {@code hydra} node instead of the job. */
  public boolean isHydra() {
    return key.startsWith("hydra.") || key.startsWith("hydra/");
  }

  /** Key and package without the prefix: {@code group@package}. */
  public String target() {
    return pkg == null ? key : key + "@" + pkg;
  }

  /** Prefix, key and package: the part before {@code =}. */
  public String keyText() {
    return type.prefix + target();
  }

  /** The same argument for another key, which must exist. */
  public ConfigOverride withKey(String other) {
    return new ConfigOverride(Type.CHANGE, other, null, hasValue, value, line, number);
  }

  public Origin origin() {
    return Origin.argument(number, line);
  }

  /** The value with quotes removed at any depth. */
  public @Nullable Object plainValue() {
    return plain(value);
  }

  private static @Nullable Object plain(@Nullable Object value) {
    return value instanceof QuotedText quoted ? quoted.text() : value;
  }

  /** The value as a tree; each leaf has this argument as its origin. */
  public ConfigNode node() {
    return node(value, origin());
  }

  public static ConfigNode node(@Nullable Object value, Origin origin) {
    if (value instanceof List<?> items) {
      ListNode list = new ListNode(origin);
      items.forEach(item -> list.add(node(item, origin)));
      return list;
    }
    if (value instanceof Map<?, ?> entries) {
      MapNode map = new MapNode(origin);
      entries.forEach(
          (key, item) -> {
            Object plain = plain(key);
            if (plain != null) {
              map.put(plain, node(item, origin));
            }
          });
      return map;
    }
    return new ScalarNode(plain(value), origin);
  }
}
