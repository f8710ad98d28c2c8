package org.eobench.core.config.tree;

import org.jspecify.annotations.Nullable;

/**
 * A leaf of the tree.
 *
 * @param value null, Boolean, Long, BigInteger, Double or String
 * @param origin the place that set it
 * @param spelling the word that stands in the file for it, such as {@code no} or {@code 010}; null
 *     where it was quoted or comes from elsewhere
 */
public record ScalarNode(@Nullable Object value, Origin origin, @Nullable String spelling)
    implements ConfigNode {

  /** A value that no file spells. */
  public ScalarNode(@Nullable Object value, Origin origin) {
    this(value, origin, null);
  }

  /** Whether the value is the {@code ???} that the user must fill in. */
  public boolean isMissing() {
    return MISSING.equals(value);
  }

  /** Whether the value holds a {@code ${…}} still to be resolved. */
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
