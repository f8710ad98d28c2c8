package org.eobench.core.config;

import org.jspecify.annotations.Nullable;

/**
 * A leaf of the tree.
 *
 * @param value null, Boolean, Long, BigInteger, Double or String
 * @param origin the place that set it
 */
public record ScalarNode(@Nullable Object value, Origin origin) implements ConfigNode {

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

  ScalarNode withOrigin(Origin other) {
    return new ScalarNode(value, other);
  }
}
