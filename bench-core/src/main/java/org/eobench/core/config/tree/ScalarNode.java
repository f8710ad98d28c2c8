package org.eobench.core.config.tree;

import org.jspecify.annotations.Nullable;

/**
 * A leaf of the tree.
 *
 * @param value null, Boolean, Long, BigInteger, Double or String
 * @param origin where it was set
 * @param spelling the unquoted word in the file, such as {@code no} or {@code 010}; null if it was
 *     quoted or comes from elsewhere
 */
public record ScalarNode(@Nullable Object value, Origin origin, @Nullable String spelling)
    implements ConfigNode {

  /** A value that is not written in a file. */
  public ScalarNode(@Nullable Object value, Origin origin) {
    this(value, origin, null);
  }

  /** Whether the value is {@code ???} and must be set by the user. */
  public boolean isMissing() {
    return MISSING.equals(value);
  }

  /** Whether the value contains an unresolved {@code ${…}}. */
  public boolean isInterpolation() {
    return value instanceof String text && text.contains("${");
  }

  @Override
  public ScalarNode copy() {
    return this;
  }

  public ScalarNode withOrigin(Origin other) {
    return new ScalarNode(value, other, spelling);
  }
}
