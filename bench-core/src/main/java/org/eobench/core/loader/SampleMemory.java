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
  private final Map<Place, Memory> samples = new ConcurrentHashMap<>();
  private final AtomicLong room = new AtomicLong(Runtime.getRuntime().maxMemory() / SHARE);

  /**
   * @param draw the epoch whose random numbers the sample has, or -1 for a sample without any
   */
  private record Place(int index, int draw) {}

  private record Memory(Sample bare, SampleInput input) {}

  SampleMemory(KnownFeatures features, LoaderOptions options) {
    this.features = features;
    this.options = options;
  }

  /** A sample without images; null if it must be decoded. */
  @Nullable LoadedSample recall(int draw, int index) {
    Memory always = samples.get(new Place(index, -1));
    Memory memory = always == null ? samples.get(new Place(index, draw)) : always;
    KnownFeatures.Found found =
        memory == null ? null : features.find(memory.input, options.batchSize());
    return memory == null || found == null
        ? null
        : new LoadedSample(memory.bare, new KnownSample(memory.input, found));
  }

  /**
   * Remembers a sample.
   *
   * @param drawn whether its preprocessing drew random numbers
   */
  LoadedSample remember(Sample decoded, int draw, int index, boolean drawn) {
    // Training comes to other epochs, where the same sample has another input.
    if (drawn && options.shuffle() && options.draws() == 0) {
      return new LoadedSample(decoded, null);
    }
    SampleInput input = SampleInput.of(decoded);
    Place place = new Place(index, drawn ? draw : -1);
    if (!samples.containsKey(place) && room.addAndGet(-bytes(decoded.target())) >= 0) {
      samples.put(place, new Memory(decoded.with(Map.of()), input));
    }
    return new LoadedSample(
        decoded, new KnownSample(input, features.find(input, options.batchSize())));
  }

  private static long bytes(Target target) {
    return (long) target.height() * target.width() * Integer.BYTES + OVERHEAD;
  }
}
