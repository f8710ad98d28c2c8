package org.eobench.serve.http;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A path of the service.
 *
 * @param method {@code GET}, which also answers HEAD, or {@code POST}
 * @param template the path as OpenAPI writes it, such as {@code /scenes/{id}/image.png}
 * @param parameters names that the query may have
 * @param action answers the requests
 */
record Route(String method, String template, Set<String> parameters, Action action) {
  private static final Pattern NAMED = Pattern.compile("\\{(\\w+)}");

  static Route get(String template, Action action) {
    return new Route("GET", template, Set.of(), action);
  }

  boolean takes(String asked) {
    return method.equals(asked) || (method.equals("GET") && asked.equals("HEAD"));
  }

  /** The parts of a path that the template names; null if the path is another. */
  @Nullable Map<String, String> match(String path) {
    String[] wanted = template.split("/", -1);
    String[] given = path.split("/", -1);
    if (wanted.length != given.length) {
      return null;
    }
    Map<String, String> parts = new LinkedHashMap<>();
    for (int i = 0; i < wanted.length; i++) {
      Matcher named = NAMED.matcher(wanted[i]);
      if (named.matches()) {
        parts.put(named.group(1), given[i]);
      } else if (!wanted[i].equals(given[i])) {
        return null;
      }
    }
    return parts;
  }
}
