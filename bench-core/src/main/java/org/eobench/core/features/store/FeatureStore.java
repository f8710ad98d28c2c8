package org.eobench.core.features.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.eobench.core.error.BenchException;
import org.eobench.core.io.AtomicFile;
import org.eobench.core.io.UnfinishedFiles;
import org.jspecify.annotations.Nullable;

/**
 * The features of one encoder: maps by the key of the input that they were computed from.
 *
 * <p>Every process writes shards of its own, complete or not at all, so any number of them may fill
 * one store at the same time. A record that is damaged is passed over, and the caller computes it
 * again: a store never gives other numbers than those it was given, and nothing that is wrong with
 * its files stops a run. Thread-safe.
 */
public final class FeatureStore implements AutoCloseable {
  /** The file that says whose features these are, for people. */
  public static final String ABOUT = "about.json";

  /** How the note begins that says why records are no longer kept. */
  public static final String FULL = "nothing more is kept: ";

  /** Records are written together once they are this long; also the memory that they take. */
  private static final long SHARD_BYTES = 32L << 20;

  private final FeatureFolder all;
  private final FeatureKey identity;
  private final StoredType type;
  private final Path folder;
  private final StoreLimits limits;
  private final Consumer<String> notes;
  private final Set<Path> seen = new HashSet<>();
  private final Set<Path> touched = ConcurrentHashMap.newKeySet();
  private final Map<FeatureKey, List<Shard>> index = new ConcurrentHashMap<>();
  private final Set<FeatureKey> own = ConcurrentHashMap.newKeySet();
  private final AtomicLong read = new AtomicLong();
  private final AtomicLong written = new AtomicLong();
  private final AtomicLong damaged = new AtomicLong();
  private ShardWriter pending;
  private boolean full;

  /**
   * Opens a store, which need not exist yet.
   *
   * @param identity hash of everything that the maps of an input depend on besides the input
   * @param type of the values; maps of two types have different identities
   * @param about text of {@link #ABOUT}
   * @param notes gets a sentence about whatever is wrong with the store
   */
  public FeatureStore(
      FeatureFolder all,
      FeatureKey identity,
      StoredType type,
      String about,
      StoreLimits limits,
      Consumer<String> notes) {
    this.all = all;
    this.identity = identity;
    this.type = type;
    this.folder = all.of(identity);
    this.limits = limits;
    this.notes = notes;
    this.pending = new ShardWriter(identity);
    try {
      Files.createDirectories(folder);
      if (!Files.exists(folder.resolve(ABOUT))) {
        AtomicFile.writeString(folder.resolve(ABOUT), about);
      }
      UnfinishedFiles.removeStale(folder);
    } catch (IOException failure) {
      stopFilling(String.valueOf(failure));
    } catch (BenchException failure) {
      stopFilling(failure.problems().get(0).what());
    }
    openNewShards();
  }

  /** Opens the shards that are not open yet, such as those of other processes. */
  private synchronized void openNewShards() {
    for (FeatureFolder.ShardFile file : FeatureFolder.shards(folder)) {
      if (!seen.add(file.path())) {
        continue;
      }
      try {
        Shard shard = Shard.open(file.path(), identity);
        shard.keys().forEach(key -> places(key).add(shard));
      } catch (IOException failure) {
        pass(file.path(), failure);
      }
    }
  }

  private List<Shard> places(FeatureKey key) {
    return index.computeIfAbsent(key, none -> new CopyOnWriteArrayList<>());
  }

  private void pass(Path file, IOException failure) {
    if (failure instanceof NoSuchFileException) {
      return; // removed to make room
    }
    damaged.incrementAndGet();
    notes.accept(
        "warning: passed over "
            + file
            + ": "
            + (failure instanceof DamagedShard ? failure.getMessage() : failure)
            + "; what is needed of it is computed again, and `cache prune` removes it");
  }

  /** The maps of an input; null if the store lacks them or they are damaged. */
  public @Nullable List<StoredMap> find(FeatureKey key) {
    ByteBuffer waiting;
    synchronized (this) {
      waiting = pending.records().get(key);
    }
    try {
      if (waiting != null) {
        return Payload.maps(waiting);
      }
    } catch (DamagedShard never) {
      throw new IllegalStateException(never);
    }
    for (Shard shard : index.getOrDefault(key, List.of())) {
      try {
        ByteBuffer bytes = shard.read(key);
        List<StoredMap> maps = Payload.maps(bytes);
        read.addAndGet(bytes.limit());
        touch(shard.file());
        return maps;
      } catch (IOException failure) {
        places(key).remove(shard);
        pass(shard.file(), failure);
      }
    }
    return null;
  }

  /** Notes that a shard is in use, once. */
  private void touch(Path file) {
    if (touched.add(file)) {
      try {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
      } catch (IOException notOurs) {
        return; // it only looks older than it is
      }
    }
  }

  /** Whether the record of a key was added to this very store, and not by another process. */
  public boolean isOwn(FeatureKey key) {
    return own.contains(key);
  }

  public StoredType type() {
    return type;
  }

  /**
   * The maps as they come back from the store.
   *
   * @throws BenchException if a value is beyond what the type holds
   */
  public List<StoredMap> rounded(List<StoredMap> maps) {
    try {
      return type == StoredType.FP32 ? maps : Payload.maps(Payload.of(maps, type));
    } catch (DamagedShard never) {
      throw new IllegalStateException(never);
    }
  }

  /** Keeps the maps of an input, unless there is no more room. */
  public synchronized void add(FeatureKey key, List<StoredMap> maps) {
    if (full || !index.getOrDefault(key, List.of()).isEmpty()) {
      return;
    }
    pending.add(key, Payload.of(maps, type));
    own.add(key);
    if (pending.length() >= SHARD_BYTES) {
      flush();
    }
  }

  /** The folder of its files. */
  public Path folder() {
    return folder;
  }

  /** Whether records that are added are kept. */
  public synchronized boolean fills() {
    return !full;
  }

  /** Writes what was added since the last time. */
  public synchronized void flush() {
    ShardWriter writer = pending;
    if (writer.records().isEmpty()) {
      return;
    }
    Path file = folder.resolve(UUID.randomUUID() + ShardFormat.SUFFIX);
    String refusal = all.makeRoom(writer.length(), limits, inUse());
    if (refusal == null) {
      try {
        writer.write(file);
        written.addAndGet(writer.length());
        touched.add(file);
        openNewShards();
      } catch (BenchException failure) {
        refusal = failure.problems().get(0).what();
      }
    }
    pending = new ShardWriter(identity);
    if (refusal != null) {
      stopFilling(refusal);
    }
  }

  private Set<Path> inUse() {
    return new HashSet<>(touched);
  }

  private void stopFilling(String reason) {
    full = true;
    notes.accept(FULL + reason);
  }

  /** What was done so far. */
  public StoreCounts counts() {
    return new StoreCounts(read.get(), written.get(), damaged.get());
  }

  /** Writes what was added. */
  @Override
  public synchronized void close() {
    flush();
    index.clear();
  }
}
