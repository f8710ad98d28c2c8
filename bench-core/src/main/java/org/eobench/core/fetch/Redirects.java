package org.eobench.core.fetch;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Resolves redirects and refuses unsafe ones. */
final class Redirects {
  static final int MOST = 10;
  private static final List<Integer> STATUSES = List.of(301, 302, 303, 307, 308);

  private Redirects() {}

  static boolean is(int status) {
    return STATUSES.contains(status);
  }

  /**
   * Returns the target address of a redirect.
   *
   * @param location the {@code Location} header
   * @throws IllegalArgumentException with the reason why it is not followed
   */
  static URI follow(URI from, Optional<String> location) {
    String text = location.orElse("");
    URI to;
    try {
      to = from.resolve(text.replace(" ", "%20"));
    } catch (IllegalArgumentException malformed) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "the server redirects to '%s', which is not an address", text),
          malformed);
    }
    if (text.isEmpty() || to.getHost() == null) {
      throw new IllegalArgumentException("the server redirects without a target address");
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
