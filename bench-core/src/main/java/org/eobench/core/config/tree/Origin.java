package org.eobench.core.config.tree;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a value of the configuration came from, and what it took the place of.
 *
 * @param kind what set the value
 * @param source path of the file as shown to the user, text of the argument, name of the variable
 * @param number line in the file or number of the argument, both from 1; 0 when there is none
 * @param overrode origin of the value that this one replaced, or null
 */
public record Origin(Kind kind, String source, int number, @Nullable Origin overrode) {

  /** What can set a value. */
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

  /** A value that the program itself provides. */
  public static Origin builtIn(String name) {
    return new Origin(Kind.BUILT_IN, name, 0, null);
  }

  /** A default declared by the record of a component. */
  public static Origin defaultOf(String component) {
    return new Origin(Kind.DEFAULT, component, 0, null);
  }

  /** This origin, remembering that it replaced {@code earlier}. */
  public Origin replacing(@Nullable Origin earlier) {
    return earlier == null || earlier.equals(this)
        ? this
        : new Origin(kind, source, number, earlier);
  }

  /** Origins of the values this one replaced, latest first. */
  public List<Origin> history() {
    List<Origin> earlier = new ArrayList<>();
    for (Origin at = overrode; at != null; at = at.overrode) {
      earlier.add(at);
    }
    return List.copyOf(earlier);
  }

  /** The place as a user reads it: {@code configs/train.yaml:12} or {@code argument 3 (lr=1)}. */
  public String place() {
    return switch (kind) {
      case FILE -> number > 0 ? source + ":" + number : source;
      case ARGUMENT -> "argument " + number + " (" + Bounds.shortened(source) + ")";
      case BUILT_IN -> "built in (" + source + ")";
      case DEFAULT -> "default of " + source;
    };
  }

  @Override
  public String toString() {
    return place();
  }
}
