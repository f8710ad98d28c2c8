package org.eobench.core.features.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The folder that holds the stores of all encoders, one folder each. When it is full, the shards
 * that no run has used for the longest time go, of whichever encoder; a shard's date of change is
 * when it was last used.
 */
public final class FeatureFolder {
  /** Name of the folder in {@code cache_dir}. */
  public static final String NAME = "features";

  private static final String LOCK = ".lock";

  private final Path root;

  public FeatureFolder(Path root) {
    this.root = root;
  }

  /** The folder within {@code cache_dir}. */
  public static FeatureFolder within(Path cacheDir) {
    return new FeatureFolder(cacheDir.resolve(NAME));
  }

  /**
   * A shard as the file system sees it.
   *
   * @param used when a run last used it
   */
  public record ShardFile(Path path, long bytes, Instant used) {}

  public Path root() {
    return root;
  }

  Path of(FeatureKey identity) {
    return root.resolve(identity.hex());
  }

  /** The folders of all stores, by name. */
  public List<Path> stores() {
    return entries(root).stream()
        .filter(path -> path.getFileName().toString().matches("[0-9a-f]{64}"))
        .filter(path -> Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
        .toList();
  }

  /** The shards of one store, by name. */
  public static List<ShardFile> shards(Path store) {
    List<ShardFile> shards = new ArrayList<>();
    for (Path path : entries(store)) {
      if (path.getFileName().toString().endsWith(ShardFormat.SUFFIX)) {
        shard(path).ifPresent(shards::add);
      }
    }
    return shards;
  }

  /** Empty for what is not a file, or has just been removed by another process. */
  private static Optional<ShardFile> shard(Path path) {
    try {
      BasicFileAttributes facts =
          Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      return facts.isRegularFile()
          ? Optional.of(new ShardFile(path, facts.size(), facts.lastModifiedTime().toInstant()))
          : Optional.empty();
    } catch (IOException gone) {
      return Optional.empty();
    }
  }

  private static List<Path> entries(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.sorted().toList();
    } catch (IOException | UncheckedIOException unreadable) {
      return List.of();
    }
  }

  /** Bytes of all shards. */
  public long bytes() {
    return all().stream().mapToLong(ShardFile::bytes).sum();
  }

  private List<ShardFile> all() {
    return stores().stream().flatMap(store -> shards(store).stream()).toList();
  }

  /**
   * Makes room for a shard.
   *
   * @param bytes its length
   * @param inUse shards that must stay
   * @return why there is no room, as a sentence without its end; null if there is
   */
  @Nullable String makeRoom(long bytes, StoreLimits limits, Set<Path> inUse) {
    long most = limits.most();
    long excess = bytes() + bytes - most;
    if (excess > 0) {
      excess -= removeOldest(excess, inUse);
    }
    if (excess > 0) {
      return String.format(
          Locale.ROOT,
          "its limit of %.1f GB is reached by what this run uses",
          most / (double) (1L << 30));
    }
    long free = root.toFile().getUsableSpace();
    return free - bytes < limits.spared()
        ? String.format(
            Locale.ROOT,
            "the disk has %d MiB left, and %d MiB stay free for the runs",
            free >> 20,
            limits.spared() >> 20)
        : null;
  }

  /**
   * Removes the shards that were not used for the longest time.
   *
   * @param bytes how much is to go at least
   * @param inUse shards that must stay
   * @return how much went
   */
  public long removeOldest(long bytes, Set<Path> inUse) {
    long removed = 0;
    try (FileChannel channel =
            FileChannel.open(
                root.resolve(LOCK),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                LinkOption.NOFOLLOW_LINKS);
        FileLock alone = channel.tryLock()) {
      // Without the lock another process is removing: too many would go.
      if (alone == null) {
        return 0;
      }
      List<ShardFile> oldest = new ArrayList<>(all());
      oldest.removeIf(shard -> inUse.contains(shard.path()));
      oldest.sort(Comparator.comparing(ShardFile::used));
      for (ShardFile shard : oldest) {
        if (removed >= bytes) {
          break;
        }
        Files.deleteIfExists(shard.path());
        removed += shard.bytes();
      }
    } catch (IOException | OverlappingFileLockException kept) {
      return removed;
    }
    return removed;
  }
}
