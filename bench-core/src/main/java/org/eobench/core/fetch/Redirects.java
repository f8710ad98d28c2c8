package org.eobench.core.fetch;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Where a redirection leads, if it may be followed. */
final class Redirects {
  static final int MOST = 10;
  private static final List<Integer> STATUSES = List.of(301, 302, 303, 307, 308);

  private Redirects() {}

  static boolean is(int status) {
    return STATUSES.contains(status);
  }

  /**
   * The address that a redirection leads to.
   *
   * @param location the header of that name
   * @throws IllegalArgumentException saying why it is not followed
   */
  static URI follow(URI from, Optional<String> location) {
    String text = location.orElse("");
    URI to;
    try {
      to = from.resolve(text.replace(" ", "%20"));
    } catch (IllegalArgumentException malformed) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "the server redirects to '%s', which is no address", text),
          malformed);
    }
    if (text.isEmpty() || to.getHost() == null) {
      throw new IllegalArgumentException("the server redirects without saying where to");
    }
    if (!"https".equalsIgnoreCase(to.getScheme()) && !"http".equalsIgnoreCase(to.getScheme())) {
      throw new IllegalArgumentException("the server redirects to " + to + ", which is not HTTP");
    }
    if ("https".equalsIgnoreCase(from.getScheme()) && !"https".equalsIgnoreCase(to.getScheme())) {
      throw new IllegalArgumentException(
          "the server redirects from https to " + to + ", where anyone could change the bytes");
    }
    return to;
  }
}
