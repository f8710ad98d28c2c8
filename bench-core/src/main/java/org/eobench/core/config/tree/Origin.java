package org.eobench.core.config.tree;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where a configuration value came from, and the origin of the value that it replaced.
 *
 * @param kind what set the value
 * @param source file path as shown to the user, text of the argument, or name of the variable
 * @param number line in the file or number of the argument, from 1; 0 if there is none
 * @param overrode origin of the value that this one replaced, or null
 */
public record Origin(Kind kind, String source, int number, @Nullable Origin overrode) {

  /** The kinds of origin. */
  public enum Kind {
    FILE,
    ARGUMENT,
    BUILT_IN,
    DEFAULT
  }

  public static Origin file(String path, int line) {
    return new Origin(Kind.FILE, path, line, null);
  }

  public static Origin argument(int number, String text) {
    return new Origin(Kind.ARGUMENT, text, number, null);
  }

  /** A value that the program provides. */
  public static Origin builtIn(String name) {
    return new Origin(Kind.BUILT_IN, name, 0, null);
  }

  /** A default that a component's record declares. */
  public static Origin defaultOf(String component) {
    return new Origin(Kind.DEFAULT, component, 0, null);
  }

  /** Returns this origin with {@code earlier} as the replaced one. */
  public Origin replacing(@Nullable Origin earlier) {
    return earlier == null || earlier.equals(this)
        ? this
        : new Origin(kind, source, number, earlier);
  }

  /** The origins of the replaced values, latest first. */
  public List<Origin> history() {
    List<Origin> earlier = new ArrayList<>();
    for (Origin at = overrode; at != null; at = at.overrode) {
      earlier.add(at);
    }
    return List.copyOf(earlier);
  }

  /** The place, formatted for users: {@code configs/train.yaml:12} or {@code argument 3 (lr=1)}. */
  public String place() {
    return switch (kind) {
      case FILE -> number > 0 ? source + ":" + number : source;
      case ARGUMENT -> "argument " + number + " (" + Bounds.shortened(source) + ")";
      case BUILT_IN -> "built in (" + source + ")";
      case DEFAULT -> "default of " + source;
    };
  }

  /** Written out, as Java derives the one of a record at its first use, which delays the start. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Origin origin
        && kind == origin.kind
        && number == origin.number
        && source.equals(origin.source)
        && Objects.equals(overrode, origin.overrode);
  }

  @Override
  public int hashCode() {
    return Objects.hash(kind, source, number, overrode);
  }

  @Override
  public String toString() {
    return place();
  }
}
