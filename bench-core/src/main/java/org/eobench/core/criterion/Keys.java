package org.eobench.core.criterion;

/** Refuses keys of a loss that cannot be. */
final class Keys {
  private Keys() {}

  static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
