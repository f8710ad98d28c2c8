package org.eobench.core.config.override;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.eobench.core.config.tree.Origin;
import org.eobench.core.config.tree.PythonText;
import org.eobench.core.config.tree.ScalarNode;
import org.jspecify.annotations.Nullable;

/**
 * Words that YAML or the override grammar does not read as text: {@code no} is false, {@code 010}
 * is 8, {@code 1e3} is 1000. If text is expected, messages repeat the word as the user wrote it.
 */
public final class Spelling {
  private static final Set<OverrideToken.Kind> TYPED =
      Set.of(
          OverrideToken.Kind.NULL,
          OverrideToken.Kind.BOOL,
          OverrideToken.Kind.INT,
          OverrideToken.Kind.FLOAT);

  private Spelling() {}

  /** The value as written and, if different, as read. */
  public static String describe(ScalarNode node) {
    Object value = node.value();
    String read = value instanceof Boolean ? String.valueOf(value) : node.describe();
    String written = node.spelling();
    return written == null || written.isEmpty() || written.equals(read)
        ? read
        : written + ", which is read as " + read;
  }

  /** How to write the value as text; empty if the user did not write it. */
  public static String quoted(ScalarNode node) {
    Origin origin = node.origin();
    if (origin.kind() == Origin.Kind.ARGUMENT) {
      String line = origin.source();
      String text = quotedWords(line, node.value());
      return text.equals(line) ? "" : "write " + shell(text);
    }
    Object value = node.value();
    String written = node.spelling();
    String word =
        written != null || value == null
            ? Objects.requireNonNullElse(written, "")
            : value instanceof Boolean ? value.toString() : PythonText.of(value);
    return word.isEmpty() ? "" : "put it in quotes: \"" + word + "\"";
  }

  /**
   * The argument with quotes around the words that are not text. A list is quoted as a whole,
   * because it may contain several of them; in a mapping only the words read as {@code value} are
   * quoted.
   */
  private static String quotedWords(String line, @Nullable Object value) {
    int start = line.indexOf('=') + 1;
    StringBuilder text = new StringBuilder(line.substring(0, start));
    List<OverrideToken> tokens = OverrideLexer.tokens(line, start);
    boolean mapping = tokens.get(0).kind() == OverrideToken.Kind.MAP_OPEN;
    for (int i = 0; i < tokens.size(); i++) {
      String word = tokens.get(i).text();
      boolean quotes =
          TYPED.contains(tokens.get(i).kind())
              && (i == 0
                  || !tokens.get(i - 1).kind().isText()
                  || tokens.get(i - 1).kind() == OverrideToken.Kind.COLON)
              && !tokens.get(i + 1).kind().isText()
              && (!mapping || Objects.equals(OverrideLexer.typed(word), value));
      text.append(quotes ? "\"" + word + "\"" : word);
    }
    return text.toString();
  }

  /** Quotes an argument so that a shell does not change it. */
  private static String shell(String argument) {
    return "'" + argument.replace("'", "'\\''") + "'";
  }
}
