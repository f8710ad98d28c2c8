package org.eobench.cli.sweep.machine;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** The machine of this process. */
public final class Host {
  private Host() {}

  /** Its name, by which processes tell whether they run on one machine. */
  public static String name() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException unnamed) {
      return "unknown";
    }
  }
}
