package org.eobench.core.config.tree;

/** The naming rule between YAML and Java: {@code input_size} is {@code inputSize}. */
public final class Naming {
  private Naming() {}

  public static String toKey(String component) {
    StringBuilder key = new StringBuilder();
    for (int i = 0; i < component.length(); i++) {
      char c = component.charAt(i);
      if (Character.isUpperCase(c)) {
        key.append('_').append(Character.toLowerCase(c));
      } else {
        key.append(c);
      }
    }
    return key.toString();
  }
}
