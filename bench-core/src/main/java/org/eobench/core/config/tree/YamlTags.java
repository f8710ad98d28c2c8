package org.eobench.core.config.tree;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.events.ScalarEvent;

/**
 * Applies YAML tags. A tag requests a type. Unknown tags are refused, because ignoring one would
 * read a value that the file does not state.
 */
final class YamlTags {
  private static final String STANDARD = "tag:yaml.org,2002:";
  private static final String NON_SPECIFIC = "!";

  private YamlTags() {}

  /** Returns the value of a scalar, or the fault of its tag. */
  static Read scalar(ScalarEvent event) {
    String text = event.getValue();
    String tag = event.getTag();
    if (tag == null || tag.equals(NON_SPECIFIC)) {
      return new Read(event.isPlain() && tag == null ? YamlScalars.typed(text) : text, "");
    }
    Object typed = YamlScalars.typed(text);
    return switch (name(tag)) {
      case "str" -> new Read(text, "");
      case "null" -> read(typed, typed == null, text, tag);
      case "bool" -> read(typed, typed instanceof Boolean, text, tag);
      case "int" -> read(typed, typed instanceof Number && !(typed instanceof Double), text, tag);
      case "float" ->
          read(
              typed instanceof Number number ? (Object) number.doubleValue() : null,
              typed instanceof Number,
              text,
              tag);
      default -> new Read(null, unknown(tag));
    };
  }

  /**
   * The fault of a tag on a list or mapping; empty if it is allowed.
   *
   * @param kind {@code seq} or {@code map}
   */
  static Optional<String> fault(@Nullable String tag, String kind) {
    return tag == null || tag.equals(NON_SPECIFIC) || name(tag).equals(kind)
        ? Optional.empty()
        : Optional.of(unknown(tag));
  }

  /**
   * A value or a fault.
   *
   * @param fault empty if there is none
   */
  record Read(@Nullable Object value, String fault) {}

  private static Read read(@Nullable Object value, boolean fits, String text, String tag) {
    return fits ? new Read(value, "") : new Read(null, "cannot read " + text + " as " + shown(tag));
  }

  private static String unknown(String tag) {
    return "the tag " + shown(tag) + " is not supported here";
  }

  private static String name(String tag) {
    return tag.startsWith(STANDARD) ? tag.substring(STANDARD.length()) : tag;
  }

  /** The tag as written in a file. */
  private static String shown(String tag) {
    return tag.startsWith(STANDARD) ? "!!" + name(tag) : tag;
  }
}
