package org.eobench.core.nn.torch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.jspecify.annotations.Nullable;

/**
 * The folder that PyTorch's libraries are unpacked into and loaded from. Whoever can write there
 * runs code in this process, so it must belong to this user (or to root) with all that is in it,
 * and nobody else may write. DJL's own choice where there is no home is a fixed name in the folder
 * for temporary files, which anyone can make first.
 */
final class NativeFolder {
  /** Settings that name the folder, the first one that is set; a variable or a system property. */
  static final List<String> SETTINGS = List.of("ENGINE_CACHE_DIR", "DJL_CACHE_DIR");

  private static final String IN_HOME = ".djl.ai";
  private static final String IN_TEMP = "eobench-natives-";

  /** DJL's folder, a folder for each version in it, and the libraries. */
  private static final int LEVELS = 3;

  private NativeFolder() {}

  /**
   * The folder, which exists and is private when this returns.
   *
   * @param settings gives the value of {@link #SETTINGS}, null where one is not set
   * @param home the user's home; need not exist
   * @param temp where the system keeps temporary files
   * @throws BenchException {@code NativeFolder} when it cannot be made or is not private
   */
  static Path prepare(UnaryOperator<@Nullable String> settings, @Nullable String home, Path temp) {
    for (String setting : SETTINGS) {
      String named = settings.apply(setting);
      if (named != null && !named.isEmpty()) {
        return prepared(path(named, setting), true);
      }
    }
    Path own = home == null || home.isEmpty() ? null : Path.of(home);
    if (own != null && own.isAbsolute() && Files.isDirectory(own) && Files.isWritable(own)) {
      return prepared(own.resolve(IN_HOME), true);
    }
    return prepared(temp.resolve(IN_TEMP + user()), false);
  }

  private static Path path(String named, String setting) {
    try {
      return Path.of(named).toAbsolutePath();
    } catch (InvalidPathException e) {
      throw refusal(named + " is no path: " + e.getReason(), setting);
    }
  }

  /**
   * @param linkAllowed whether the folder may be a link; the user's own may, one in a folder that
   *     others write to may not
   */
  private static Path prepared(Path folder, boolean linkAllowed) {
    try {
      if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
        create(folder);
      }
      if (Files.isSymbolicLink(folder)) {
        requireOwn(folder, folder);
        if (!linkAllowed) {
          throw refusal(folder + " is a link", folder.toString());
        }
      }
      if (!Files.isDirectory(folder)) {
        throw refusal(folder + " is no folder", folder.toString());
      }
      Path real = folder.toRealPath();
      requireOwn(real, folder);
      try (Stream<Path> below = Files.walk(real.resolve(TorchEngine.FOLDER), LEVELS - 1)) {
        below.forEach(path -> requireOwn(path, folder));
      } catch (java.nio.file.NoSuchFileException nothingUnpackedYet) {
        requireWritable(folder);
      }
      return folder;
    } catch (IOException e) {
      throw refusal(folder + " cannot be used: " + reason(e), folder.toString());
    }
  }

  private static void create(Path folder) throws IOException {
    Path parent = folder.getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    if (isPosix(parent == null ? folder.toAbsolutePath().getParent() : parent)) {
      Files.createDirectory(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } else {
      Files.createDirectory(folder);
    }
  }

  /** Refuses what another user owns or may write to. */
  private static void requireOwn(Path path, Path folder) {
    try {
      if (!isPosix(path)) {
        return;
      }
      int owner = (Integer) Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS);
      if (owner != 0 && owner != user()) {
        String name = Files.getOwner(path, LinkOption.NOFOLLOW_LINKS).getName();
        throw refusal(path + " belongs to " + name, folder.toString());
      }
      if (Files.isSymbolicLink(path)) {
        return; // its permissions mean nothing
      }
      Set<PosixFilePermission> allowed = Files.getPosixFilePermissions(path);
      if (allowed.contains(PosixFilePermission.OTHERS_WRITE)) {
        throw refusal("other users may write to " + path, folder.toString());
      }
      if (allowed.remove(PosixFilePermission.GROUP_WRITE) && owner == user()) {
        Files.setPosixFilePermissions(path, allowed);
      }
    } catch (IOException e) {
      throw refusal(path + " cannot be looked at: " + reason(e), folder.toString());
    }
  }

  private static void requireWritable(Path folder) {
    if (!Files.isWritable(folder)) {
      throw refusal(folder + " cannot be written to", folder.toString());
    }
  }

  private static boolean isPosix(@Nullable Path path) {
    return path != null
        && path.getFileSystem().supportedFileAttributeViews().containsAll(Set.of("posix", "unix"));
  }

  /** The number of the user that this process runs as, whether or not it has a name. */
  private static int user() {
    Path self = Path.of("/proc/self");
    try {
      if (Files.exists(self)) {
        return (Integer) Files.getAttribute(self, "unix:uid");
      }
      Path probe = Files.createTempFile("eobench", null);
      try {
        return isPosix(probe) ? (Integer) Files.getAttribute(probe, "unix:uid") : 0;
      } finally {
        Files.delete(probe);
      }
    } catch (IOException e) {
      throw refusal("the user of this process cannot be found: " + reason(e), "");
    }
  }

  private static String reason(IOException failure) {
    String name = failure.getClass().getSimpleName().replaceFirst("Exception$", "");
    return name + " " + failure.getMessage();
  }

  private static BenchException refusal(String what, String where) {
    return new BenchException(
        ExitCode.USAGE,
        Problem.of("NativeFolder", "PyTorch cannot be unpacked safely: " + what)
            .at(where)
            .expecting(
                "a folder of your own with 500 MB of free space, to which nobody else can write")
            .next("name one: `export DJL_CACHE_DIR=\"$HOME/djl\"`"));
  }
}
