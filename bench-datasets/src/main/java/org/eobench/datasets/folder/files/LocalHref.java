package org.eobench.datasets.folder.files;

import java.net.URI;
import java.nio.file.Path;
import org.eobench.core.error.BenchException;

/** The local file that a link in a STAC file leads to. */
public final class LocalHref {
  private LocalHref() {}

  /** Makes the error of a link that leads to no local file. */
  @FunctionalInterface
  public interface Fault {
    BenchException of(String what, String expected, String next);
  }

  /**
   * The file of a link.
   *
   * @param href relative to the folder of {@code from}, absolute, or a {@code file:} address
   * @param from the file with the link
   */
  public static Path of(String href, Path from, Fault fault) {
    boolean remote = href.matches("[A-Za-z][A-Za-z0-9+.-]+:.*") && !href.startsWith("file:");
    if (remote || href.startsWith("/vsi")) {
      throw fault.of(
          "the asset " + href + " is not a local file",
          "paths relative to the folder of the file",
          "download the assets and replace their href by the paths of the files");
    }
    try {
      return href.startsWith("file:")
          ? Path.of(URI.create(href))
          : from.toAbsolutePath().resolveSibling(href).normalize();
    } catch (IllegalArgumentException wrong) {
      throw fault.of("the asset has the href '" + href + "'", "a path", "");
    }
  }
}
