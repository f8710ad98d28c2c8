package org.eobench.core.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The unfinished files of {@link AtomicFile} and {@link AtomicFolder}: hidden, in the folder of the
 * target, named after the process that writes them. This class finds and removes those that a
 * killed process left behind. It never touches files with other names.
 */
public final class UnfinishedFiles {
  private static final Pattern NAME =
      Pattern.compile(
          "\\..+\\.(?:([0-9]{1,10})-)?[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
              + "\\.part");

  /**
   * The age at which a file of a process that is not visible is stale. The process may live on
   * another machine.
   */
  private static final Duration QUIET = Duration.ofHours(1);

  /** The age at which any file is stale. */
  private static final Duration OLD = Duration.ofHours(24);

  private UnfinishedFiles() {}

  /**
   * A removed file or folder.
   *
   * @param bytes its size on the disk
   */
  public record Removed(Path path, long bytes) {}

  /** The temporary path of {@code whole} until it is complete. */
  public static Path partOf(Path whole) {
    return whole.resolveSibling(
        "."
            + whole.getFileName()
            + "."
            + ProcessHandle.current().pid()
            + "-"
            + UUID.randomUUID()
            + ".part");
  }

  /** Whether a folder contains any, regardless of age. */
  public static boolean isIn(Path folder) {
    return !in(folder).isEmpty();
  }

  /**
   * Removes all of them in a folder. The caller must know that no other process writes there.
   *
   * @param folder folder, which need not exist
   */
  public static List<Removed> removeAll(Path folder) {
    List<Removed> removed = new ArrayList<>();
    in(folder).forEach(path -> remove(path, removed));
    return removed;
  }

  /**
   * Removes the stale ones in a folder: those of a dead process that have not changed for an hour,
   * and those that have not changed for a day.
   *
   * @param folder folder, which need not exist
   */
  public static List<Removed> removeStale(Path folder) {
    return removeStale(in(folder));
  }

  /**
   * Like {@link #removeStale(Path)}, for the folder of {@code mine}, which several users share: it
   * removes only files of the same owner.
   *
   * @param name prefix of the name of the complete file
   */
  static List<Removed> removeStale(Path mine, String name) throws IOException {
    List<Path> own = new ArrayList<>();
    UserPrincipal owner = Files.getOwner(mine, LinkOption.NOFOLLOW_LINKS);
    for (Path path : in(mine.resolveSibling(""))) {
      boolean named = String.valueOf(path.getFileName()).startsWith("." + name);
      if (named && owner.equals(Files.getOwner(path, LinkOption.NOFOLLOW_LINKS))) {
        own.add(path);
      }
    }
    return removeStale(own);
  }

  private static List<Removed> removeStale(List<Path> unfinished) {
    List<Removed> removed = new ArrayList<>();
    for (Path path : unfinished) {
      Duration untouched = Duration.between(lastChange(path), Instant.now());
      Duration patience = isOfLivingProcess(path) ? OLD : QUIET;
      if (untouched.compareTo(patience) > 0) {
        remove(path, removed);
      }
    }
    return removed;
  }

  private static List<Path> in(Path folder) {
    List<Path> found = new ArrayList<>();
    if (!Files.isDirectory(folder)) {
      return found;
    }
    try (DirectoryStream<Path> hidden = Files.newDirectoryStream(folder, ".*.part")) {
      for (Path path : hidden) {
        boolean own = NAME.matcher(String.valueOf(path.getFileName())).matches();
        if (own && !Files.isSymbolicLink(path)) {
          found.add(path);
        }
      }
    } catch (IOException unreadable) {
      return List.of(); // an unreadable folder stays as it is
    }
    return found;
  }

  /**
   * Whether the process may still live. Names of earlier versions have no process number and count
   * as living.
   */
  private static boolean isOfLivingProcess(Path path) {
    Matcher name = NAME.matcher(String.valueOf(path.getFileName()));
    return !name.matches()
        || name.group(1) == null
        || ProcessHandle.of(Long.parseLong(name.group(1))).isPresent();
  }

  private static Instant lastChange(Path path) {
    Instant last = Instant.EPOCH;
    for (Path each : tree(path)) {
      try {
        Instant changed = Files.getLastModifiedTime(each, LinkOption.NOFOLLOW_LINKS).toInstant();
        last = changed.isAfter(last) ? changed : last;
      } catch (IOException gone) {
        return Instant.now(); // another process is removing it
      }
    }
    return last;
  }

  private static void remove(Path path, List<Removed> removed) {
    long bytes = 0;
    try {
      for (Path each : tree(path)) {
        bytes += Files.isRegularFile(each, LinkOption.NOFOLLOW_LINKS) ? Files.size(each) : 0;
        Files.deleteIfExists(each);
      }
      removed.add(new Removed(path, bytes));
    } catch (IOException kept) {
      return; // a hidden .part file does no harm
    }
  }

  /** Deletes a tree, deepest entries first, without following links. */
  private static List<Path> tree(Path path) {
    try (Stream<Path> all = Files.walk(path)) {
      return all.sorted(Comparator.reverseOrder()).toList();
    } catch (IOException | UncheckedIOException gone) {
      return List.of(path);
    }
  }
}
