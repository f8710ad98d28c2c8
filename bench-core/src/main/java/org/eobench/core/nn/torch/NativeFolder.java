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
 * The folder into which PyTorch's libraries are unpacked and from which they are loaded. Anyone who
 * can write there can run code in this process. So the folder and everything in it must belong to
 * this user (or to root), and nobody else may have write access. If there is no home directory, DJL
 * by default uses a fixed name in the system's temporary folder, which any user could create first.
 */
final class NativeFolder {
  /**
   * Settings that name the folder, as environment variable or system property; the first one that
   * is set counts.
   */
  static final List<String> SETTINGS = List.of("ENGINE_CACHE_DIR", "DJL_CACHE_DIR");

  private static final String IN_HOME = ".djl.ai";
  private static final String IN_TEMP = "eobench-natives-";

  /** The depth of the libraries: DJL's folder, one folder per version, and the files. */
  private static final int LEVELS = 3;

  private NativeFolder() {}

  /**
   * Returns the folder, which then exists and is private.
   *
   * @param settings returns the value of one of {@link #SETTINGS}, or null if it is not set
   * @param home the user's home; may be missing
   * @param temp the system's temporary folder
   * @throws BenchException {@code NativeFolder} if it cannot be created or is not private
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
      throw refusal(named + " is not a valid path: " + e.getReason(), setting);
    }
  }

  /**
   * @param linkAllowed whether the folder may be a symbolic link: yes in the user's own home, no in
   *     a folder that others can write to
   */
  private static Path prepared(Path folder, boolean linkAllowed) {
    try {
      if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
        create(folder);
      }
      if (Files.isSymbolicLink(folder)) {
        requireOwn(folder, folder);
        if (!linkAllowed) {
          throw refusal(folder + " is a symbolic link", folder.toString());
        }
      }
      if (!Files.isDirectory(folder)) {
        throw refusal(folder + " is not a folder", folder.toString());
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

  /** Refuses a path that belongs to another user or that others can write to. */
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
        return; // a link's permissions mean nothing
      }
      Set<PosixFilePermission> allowed = Files.getPosixFilePermissions(path);
      if (allowed.contains(PosixFilePermission.OTHERS_WRITE)) {
        throw refusal("other users can write to " + path, folder.toString());
      }
      if (allowed.remove(PosixFilePermission.GROUP_WRITE) && owner == user()) {
        Files.setPosixFilePermissions(path, allowed);
      }
    } catch (IOException e) {
      throw refusal(path + " cannot be inspected: " + reason(e), folder.toString());
    }
  }

  private static void requireWritable(Path folder) {
    if (!Files.isWritable(folder)) {
      throw refusal(folder + " is not writable", folder.toString());
    }
  }

  private static boolean isPosix(@Nullable Path path) {
    return path != null
        && path.getFileSystem().supportedFileAttributeViews().containsAll(Set.of("posix", "unix"));
  }

  /** The numeric id of this process's user, whether or not it has a name. */
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
      throw refusal("cannot determine the user of this process: " + reason(e), "");
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
                "a folder of your own with 500 MB of free space, that nobody else can write to")
            .next("set one: `export DJL_CACHE_DIR=\"$HOME/djl\"`"));
  }
}
