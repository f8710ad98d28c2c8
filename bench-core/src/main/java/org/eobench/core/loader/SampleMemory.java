package org.eobench.core.loader;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.eobench.core.dataset.Sample;
import org.eobench.core.dataset.Target;
import org.jspecify.annotations.Nullable;

/**
 * The samples of a split that were decoded before, without their images. A sample whose
 * preprocessing draws no random number has the same input in every epoch, so it is decoded again
 * only where its features are unknown. Thread-safe.
 */
final class SampleMemory {
  /** Targets take at most this share of Java's memory; samples beyond it are decoded every time. */
  private static final int SHARE = 10;

  /** References, dates and the key of a sample. */
  private static final long OVERHEAD = 2000;

  private final KnownFeatures features;
  private final LoaderOptions options;
  private final Map<Integer, Memory> samples = new ConcurrentHashMap<>();
  private final AtomicLong room = new AtomicLong(Runtime.getRuntime().maxMemory() / SHARE);

  /**
   * @param epoch the one epoch for which it holds, or -1 for all
   */
  private record Memory(Sample bare, SampleInput input, int epoch) {}

  SampleMemory(KnownFeatures features, LoaderOptions options) {
    this.features = features;
    this.options = options;
  }

  /** A sample without images; null if it must be decoded. */
  @Nullable LoadedSample recall(int epoch, int index) {
    Memory memory = samples.get(index);
    if (memory == null || (memory.epoch >= 0 && memory.epoch != epoch)) {
      return null;
    }
    KnownFeatures.Found found = features.find(memory.input, options.batchSize());
    return found == null
        ? null
        : new LoadedSample(memory.bare, new KnownSample(memory.input, found));
  }

  /**
   * Remembers a sample.
   *
   * @param drawn whether its preprocessing drew random numbers
   */
  LoadedSample remember(Sample decoded, int epoch, int index, boolean drawn) {
    // Training comes to other epochs, where the same sample has another input.
    if (drawn && options.shuffle()) {
      return new LoadedSample(decoded, null);
    }
    SampleInput input = SampleInput.of(decoded);
    if (room.addAndGet(-bytes(decoded.target())) >= 0) {
      Sample bare = decoded.with(Map.of());
      samples.putIfAbsent(index, new Memory(bare, input, drawn ? epoch : -1));
    }
    return new LoadedSample(
        decoded, new KnownSample(input, features.find(input, options.batchSize())));
  }

  private static long bytes(Target target) {
    return (long) target.height() * target.width() * Integer.BYTES + OVERHEAD;
  }
}
