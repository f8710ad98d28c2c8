package org.eobench.datasets.folder.files;

import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;

/**
 * A path relative to a folder, with placeholders such as {@code {id}} or {@code {date}}. {@code *}
 * is the same as {@code {id}}. A placeholder stands for one or more characters without a slash, or
 * for those of a regular expression after a colon, as in {@code {crop:\d+}}; one that occurs twice
 * stands for the same characters.
 *
 * @param text the pattern with names for all placeholders
 * @param texts texts that a placeholder may stand for; any if it has none here
 */
public record FilePattern(String text, Map<String, List<String>> texts) {
  /** The placeholder of the sample's name. */
  public static final String ID = "id";

  /** The placeholder of the date. */
  public static final String DATE = "date";

  /** The placeholder of a number that orders the dates of a sample. */
  public static final String STEP = "step";

  /** The placeholder of the band. */
  public static final String BAND = "band";

  /** A placeholder that tells nothing: files of one sample may differ in it. */
  public static final String ANY = "any";

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([A-Za-z]\\w*)(?::([^{}/]+))?}");

  /** A star outside of braces. */
  private static final Pattern STAR = Pattern.compile("\\*(?![^{}]*})");

  public FilePattern {
    texts = Map.copyOf(texts);
  }

  /**
   * Reads a pattern; {@code *} is short for {@code {id}}.
   *
   * @param key key of the config, for error messages
   */
  public static FilePattern parse(String key, String pattern) {
    String text = STAR.matcher(pattern).replaceFirst("{" + ID + "}");
    if (STAR.matcher(text).find() || PLACEHOLDER.matcher(text).replaceAll("").matches(".*[{}].*")) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s may contain * once, for the sample's name, and placeholders such as {id}, {band},"
                  + " {date} or {region}, not '%s'",
              key,
              pattern));
    }
    PLACEHOLDER
        .matcher(text)
        .results()
        .filter(found -> found.group(2) != null)
        .forEach(found -> requireForm(key, found.group(), found.group(2)));
    return new FilePattern(text, Map.of());
  }

  private static void requireForm(String key, String placeholder, String form) {
    String wrong = null;
    try {
      if (Pattern.compile(form).matcher("").groupCount() > 0) {
        wrong = "contains a group; use (?:…) in place of (…)";
      }
    } catch (PatternSyntaxException unreadable) {
      wrong = "is not a valid regular expression: " + unreadable.getDescription();
    }
    if (wrong != null) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "%s: what follows the colon in %s %s", key, placeholder, wrong));
    }
  }

  /** The same pattern, in which a placeholder stands only for one of these texts. */
  FilePattern with(String name, Collection<String> only) {
    Map<String, List<String>> all = new HashMap<>(texts);
    all.put(name, List.copyOf(only));
    return new FilePattern(text, all);
  }

  /** The names of the placeholders, in order. */
  public List<String> names() {
    return PLACEHOLDER.matcher(text).results().map(found -> found.group(1)).distinct().toList();
  }

  /** Whether the pattern contains a placeholder. */
  public boolean has(String name) {
    return names().contains(name);
  }

  /** The path with values in place of placeholders; a placeholder without a value stays. */
  public Path resolve(Path root, Map<String, String> values) {
    return root.resolve(
        PLACEHOLDER
            .matcher(text)
            .replaceAll(
                found ->
                    Matcher.quoteReplacement(values.getOrDefault(found.group(1), found.group()))));
  }

  /**
   * The path of a file that belongs to a sample.
   *
   * @param key key of the pattern, for the error
   * @param values the placeholders of the sample
   * @throws BenchException if the sample has no value of a placeholder
   */
  public Path ofSample(String key, Path root, Map<String, String> values) {
    for (String name : names()) {
      if (!values.containsKey(name)) {
        List<String> there = values.keySet().stream().map(known -> "{" + known + "}").toList();
        throw new BenchException(
            ExitCode.CONFIG,
            Problem.of(
                    "UnknownPlaceholder",
                    "the pattern contains {" + name + "}, for which a sample has no value")
                .at("dataset." + key + "=" + text)
                .expecting(
                    there.isEmpty()
                        ? "a path without placeholders, because dataset.images has none"
                        : "placeholders of dataset.images and dataset.mask: "
                            + String.join(", ", there))
                .next("correct dataset." + key));
      }
    }
    Path path = resolve(root, values);
    Path decomposed =
        root.resolve(Normalizer.normalize(root.relativize(path).toString(), Normalizer.Form.NFD));
    return !Files.exists(path) && Files.exists(decomposed) ? decomposed : path;
  }

  /** The extension of the file name, from the last dot. */
  String extension() {
    String name = text.substring(text.lastIndexOf('/') + 1);
    int dot = name.lastIndexOf('.');
    return dot < 0 || name.indexOf('}', dot) >= 0 ? "" : name.substring(dot);
  }

  /** The same pattern with the other common TIFF extension, if it has one of them. */
  Optional<FilePattern> otherExtension() {
    String own = extension();
    String stem = text.substring(0, text.length() - own.length());
    return switch (own.toLowerCase(Locale.ROOT)) {
      case ".tif" -> Optional.of(new FilePattern(stem + ".tiff", texts));
      case ".tiff" -> Optional.of(new FilePattern(stem + ".tif", texts));
      default -> Optional.empty();
    };
  }

  /** The number of folders and the file in the path. */
  int depth() {
    return text.split("/", -1).length;
  }

  /** Matches relative paths. */
  PathMatch matcher() {
    return new PathMatch(regex(text), names());
  }

  /** Matches the last parts of a path: the file name, and folders above it. */
  PathMatch matcher(int parts) {
    String[] all = text.split("/", -1);
    String end = String.join("/", List.of(all).subList(all.length - parts, all.length));
    return new FilePattern(end, texts).matcher();
  }

  /**
   * Finds the values of placeholders in a path.
   *
   * @param regex with one group for each name
   */
  record PathMatch(Pattern regex, List<String> names) {
    /** The values by placeholder, in the order of the pattern; empty if the path does not match. */
    Optional<Map<String, String>> values(String path) {
      Matcher found = regex.matcher(composed(path));
      if (!found.matches()) {
        return Optional.empty();
      }
      Map<String, String> values = new LinkedHashMap<>();
      for (int i = 0; i < names.size(); i++) {
        values.put(names.get(i), found.group(i + 1));
      }
      return Optional.of(values);
    }
  }

  /**
   * A text with one character for a letter with its accent. Some systems store names with two, so
   * that equal names would differ.
   */
  static String composed(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC);
  }

  /** The extension matches regardless of its case. */
  private Pattern regex(String pattern) {
    StringBuilder regex = new StringBuilder();
    List<String> seen = new ArrayList<>();
    String end = extension();
    String body = pattern.substring(0, pattern.length() - end.length());
    Matcher found = PLACEHOLDER.matcher(body);
    int at = 0;
    while (found.find()) {
      regex.append(Pattern.quote(composed(body.substring(at, found.start()))));
      String name = found.group(1);
      if (seen.contains(name)) {
        regex.append("\\").append(seen.indexOf(name) + 1).append("(?:)");
      } else {
        String form = found.group(2) == null ? "[^/]+" : "(?:" + found.group(2) + ")";
        regex.append(texts.containsKey(name) ? alternatives(name) : "((?!\\.)" + form + ")");
        seen.add(name);
      }
      at = found.end();
    }
    regex.append(Pattern.quote(composed(body.substring(at))));
    regex.append("(?i:").append(Pattern.quote(end)).append(")");
    return Pattern.compile(regex.toString());
  }

  private String alternatives(String name) {
    return texts.getOrDefault(name, List.of()).stream()
        .map(FilePattern::composed)
        .map(Pattern::quote)
        .collect(Collectors.joining("|", "(", ")"));
  }

  /** The pattern with {@code *} for the sample's name. */
  @Override
  public String toString() {
    return text.replace("{" + ID + "}", "*");
  }
}
