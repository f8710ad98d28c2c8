package org.eobench.core.nn.torch;

import com.sun.jna.Native;
import com.sun.jna.Platform;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eobench.core.error.BenchException;
import org.eobench.core.io.AtomicFile;
import org.jspecify.annotations.Nullable;

/**
 * JNA's own native library, unpacked once next to libtorch. Otherwise JNA unpacks it in every
 * process, which fails when the disk is full; DJL and {@link OneDnn} need it.
 */
final class JnaLibrary {
  /** The system property with the folder in which JNA looks first. */
  static final String PROPERTY = "jna.boot.library.path";

  private JnaLibrary() {}

  /**
   * Unpacks it if it is not there.
   *
   * @param cache the folder of all native libraries
   * @return the folder that holds it; null if it cannot be unpacked there, so that JNA tries
   */
  static @Nullable Path unpack(Path cache) {
    String name = System.mapLibraryName("jnidispatch");
    Path folder = cache.resolve("jna-" + Native.VERSION);
    if (Files.isRegularFile(folder.resolve(name))) {
      return folder;
    }
    String resource = "/com/sun/jna/" + Platform.RESOURCE_PREFIX + "/" + name;
    try (InputStream library = Platform.class.getResourceAsStream(resource)) {
      if (library == null) {
        return null;
      }
      Files.createDirectories(folder);
      AtomicFile.write(folder.resolve(name), library::transferTo);
      return folder;
    } catch (IOException | BenchException failure) {
      return null;
    }
  }
}
