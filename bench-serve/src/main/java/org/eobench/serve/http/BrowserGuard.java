package org.eobench.serve.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Set;
import org.eclipse.jetty.server.Request;
import org.eobench.core.error.Problem;
import org.eobench.serve.limit.Refusal;

/**
 * Keeps pages of other sites away. A browser on the same machine reaches a service on the loopback
 * address, so a foreign page could send it images, or read its answers under a host name of its own
 * that resolves to that address.
 */
final class BrowserGuard {
  private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "[::1]", "::1");
  private static final Set<String> OWN = Set.of("same-origin", "none");

  private final boolean loopback;
  private final String host;

  /**
   * @param host the address that the service is bound to
   */
  BrowserGuard(String host) {
    this.host = host.toLowerCase(Locale.ROOT);
    this.loopback = isLoopback(host);
  }

  private static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException unknown) {
      return false; // binding to it fails with a better message
    }
  }

  /**
   * Lets a request pass.
   *
   * @throws Refusal if it is from a page of another site, or for another host
   */
  void require(Request request) {
    String asked = Request.getServerName(request).toLowerCase(Locale.ROOT);
    if (loopback && !LOCAL.contains(asked) && !asked.equals(host)) {
      throw Refusal.of(
          Refusal.FORBIDDEN,
          Problem.of("ForeignHost", "the request is for another host")
              .at("Host")
              .expecting("localhost or 127.0.0.1")
              .next("behind a proxy, let it send its own Host; see docs/serve.md"));
    }
    String site = request.getHeaders().get("Sec-Fetch-Site");
    // A link to the page is welcome anywhere.
    boolean page = Request.getPathInContext(request).equals("/");
    if (!page && site != null && !OWN.contains(site)) {
      throw Refusal.of(
          Refusal.FORBIDDEN,
          Problem.of("ForeignPage", "the request is from a page of another site")
              .at("Sec-Fetch-Site")
              .expecting("the page of this service, or a program"));
    }
  }
}
