package org.eobench.core.features;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What the trials of an encoder have shown so far. The runs of a sweep share them: they have the
 * same encoder, libtorch and threads if they have the same store, so that one trial of each shape
 * of batch serves them all.
 */
public final class Trials {
  private static final Map<Path, Trials> OF_PROCESS = new ConcurrentHashMap<>();

  private final Map<BatchShape, Trial> found = new ConcurrentHashMap<>();
  private volatile boolean confirmed;

  /** The trials that this process has made with the store of an encoder. */
  public static Trials ofProcess(Path store) {
    return OF_PROCESS.computeIfAbsent(store.toAbsolutePath().normalize(), none -> new Trials());
  }

  /** Null for a shape that was not tried. */
  @Nullable Trial find(BatchShape shape) {
    return found.get(shape);
  }

  void add(BatchShape shape, Trial trial) {
    found.put(shape, trial);
  }

  /** Whether a record of another process was compared and is what the encoder computes. */
  boolean confirmed() {
    return confirmed;
  }

  void confirm() {
    confirmed = true;
  }
}
