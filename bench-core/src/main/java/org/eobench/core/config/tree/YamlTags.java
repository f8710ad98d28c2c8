package org.eobench.core.config.tree;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.events.ScalarEvent;

/**
 * What YAML tags mean here. A tag asks for a type; one that this program does not know is refused,
 * since to ignore it would be to read another value than the file says.
 */
final class YamlTags {
  private static final String STANDARD = "tag:yaml.org,2002:";
  private static final String NON_SPECIFIC = "!";

  private YamlTags() {}

  /** The value of a scalar, or what is wrong with its tag. */
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
   * What is wrong with the tag of a list or mapping; empty when it may stand there.
   *
   * @param kind {@code seq} or {@code map}
   */
  static Optional<String> fault(@Nullable String tag, String kind) {
    return tag == null || tag.equals(NON_SPECIFIC) || name(tag).equals(kind)
        ? Optional.empty()
        : Optional.of(unknown(tag));
  }

  /**
   * A value, or a fault in its place.
   *
   * @param fault empty when there is none
   */
  record Read(@Nullable Object value, String fault) {}

  private static Read read(@Nullable Object value, boolean fits, String text, String tag) {
    return fits ? new Read(value, "") : new Read(null, "cannot read " + text + " as " + shown(tag));
  }

  private static String unknown(String tag) {
    return "the tag " + shown(tag) + " has no meaning here";
  }

  private static String name(String tag) {
    return tag.startsWith(STANDARD) ? tag.substring(STANDARD.length()) : tag;
  }

  /** The tag as it is written in a file. */
  private static String shown(String tag) {
    return tag.startsWith(STANDARD) ? "!!" + name(tag) : tag;
  }
}
