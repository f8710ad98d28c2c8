package org.eobench.serve;

import java.nio.file.Path;
import org.eobench.serve.limit.ServiceLimits;
import org.jspecify.annotations.Nullable;

/**
 * Where a service listens, and what it shows.
 *
 * @param host address to bind to
 * @param port port to bind to; 0 for any that is free
 * @param scenes folder of the scenes on the map, or null
 * @param limits what clients can ask for
 */
public record ServeOptions(String host, int port, @Nullable Path scenes, ServiceLimits limits) {
  /** The address that only programs of the same machine reach. */
  public static final String LOOPBACK = "127.0.0.1";

  /** For this machine only, with the usual limits and no scenes. */
  public static ServeOptions local(int port) {
    return new ServeOptions(LOOPBACK, port, null, ServiceLimits.DEFAULT);
  }
}
