package org.eobench.cli.sweep.machine;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;

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

  /**
   * Identifies the running kernel, by which processes tell whether they see each other's locks:
   * machines and containers may share a name. Empty where the system does not tell it.
   */
  public static String boot() {
    try {
      return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
    } catch (IOException untold) {
      return "";
    }
  }
}
