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
 * What {@link AtomicFile} and {@link AtomicFolder} write before it gets its name: hidden, beside
 * the target, named after the process that writes it. A process that is killed leaves it behind;
 * here it is found and removed. Nothing of another name is ever touched.
 */
public final class UnfinishedFiles {
  private static final Pattern NAME =
      Pattern.compile(
          "\\..+\\.(?:([0-9]{1,10})-)?[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
              + "\\.part");

  /** A process of that number that cannot be seen may live on another machine. */
  private static final Duration QUIET = Duration.ofHours(1);

  /** Whatever is written for so long without a change is not written any more. */
  private static final Duration OLD = Duration.ofHours(24);

  private UnfinishedFiles() {}

  /**
   * Something that was removed.
   *
   * @param bytes what it took on the disk
   */
  public record Removed(Path path, long bytes) {}

  /** Where the bytes of {@code whole} go until they are all there. */
  static Path beside(Path whole) {
    return whole.resolveSibling(
        "."
            + whole.getFileName()
            + "."
            + ProcessHandle.current().pid()
            + "-"
            + UUID.randomUUID()
            + ".part");
  }

  /** Whether a folder holds any, of whatever age. */
  public static boolean isIn(Path folder) {
    return !in(folder).isEmpty();
  }

  /**
   * Removes all of them in a folder in which no other process writes, as the caller knows.
   *
   * @param folder may be absent
   */
  public static List<Removed> removeAll(Path folder) {
    List<Removed> removed = new ArrayList<>();
    in(folder).forEach(path -> remove(path, removed));
    return removed;
  }

  /**
   * Removes those in a folder that nobody finishes: of a process that is gone, and untouched for an
   * hour; or untouched for a day.
   *
   * @param folder may be absent
   */
  public static List<Removed> removeStale(Path folder) {
    return removeStale(in(folder));
  }

  /**
   * As {@link #removeStale(Path)}, in the folder of {@code mine}, where several users write: only
   * what has its owner.
   *
   * @param name what the name of the whole file begins with
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
      return List.of(); // a folder that cannot be listed is left as it is
    }
    return found;
  }

  /** Names of earlier versions have no number of a process: it may live. */
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
        return Instant.now(); // somebody else is at it
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
      return; // a hidden .part does no harm
    }
  }

  /** Deepest first; links are not followed. */
  private static List<Path> tree(Path path) {
    try (Stream<Path> all = Files.walk(path)) {
      return all.sorted(Comparator.reverseOrder()).toList();
    } catch (IOException | UncheckedIOException gone) {
      return List.of(path);
    }
  }
}
