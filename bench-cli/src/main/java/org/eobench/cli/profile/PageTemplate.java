package org.eobench.cli.profile;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page template, a resource in {@code /pages} in which {@code {{name}}} is replaced by measured
 * values.
 */
final class PageTemplate {
  private static final Pattern PLACE = Pattern.compile("\\{\\{(\\w+)}}");

  private final String template;
  private final Map<String, String> values = new LinkedHashMap<>();

  PageTemplate(String template) {
    this.template = template;
  }

  /** The resource {@code /pages/NAME.md}. */
  static PageTemplate named(String name) {
    String path = "/pages/" + name + ".md";
    try (InputStream in = PageTemplate.class.getResourceAsStream(path)) {
      byte[] bytes = Objects.requireNonNull(in, path).readAllBytes();
      return new PageTemplate(new String(bytes, StandardCharsets.UTF_8));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Sets the text for a name. */
  PageTemplate with(String name, String text) {
    values.put(name, text);
    return this;
  }

  /**
   * Returns the filled page.
   *
   * @throws IllegalStateException if the given names differ from those of the template
   */
  String text() {
    TreeSet<String> wanted = new TreeSet<>();
    PLACE.matcher(template).results().forEach(place -> wanted.add(place.group(1)));
    if (!wanted.equals(values.keySet())) {
      throw new IllegalStateException(
          "the page requires " + wanted + ", but the given names are " + values.keySet());
    }
    return PLACE
        .matcher(template)
        .replaceAll(place -> Matcher.quoteReplacement(values.getOrDefault(place.group(1), "")));
  }
}
