package org.eobench.core.criterion;

/** Checks the keys of losses. */
final class Keys {
  private Keys() {}

  static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
