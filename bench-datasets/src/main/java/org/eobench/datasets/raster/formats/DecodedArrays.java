package org.eobench.datasets.raster.formats;

import java.lang.ref.SoftReference;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.eobench.core.io.tensors.NpyArray;
import org.eobench.core.io.tensors.Npz;
import org.jspecify.annotations.Nullable;

/**
 * Arrays of {@code .npz} files that several samples are cut from, so that not each sample decodes
 * the whole array again. Once the bound is reached, further arrays are decoded each time, as with
 * {@link org.eobench.core.dataset.KeptSamples}; if Java's heap becomes full, kept arrays give way.
 * It may be used by several threads.
 */
public final class DecodedArrays {
  private final long bound;
  private final AtomicLong bytes = new AtomicLong();
  private final Map<Key, Slot> slots = new ConcurrentHashMap<>();

  private record Key(Path path, @Nullable String array) {}

  /** The array of one key; threads that want the same one wait for the first. */
  private static final class Slot {
    private SoftReference<NpyArray> array = new SoftReference<>(null);
    private boolean counted;
  }

  /**
   * @param bound bytes of the arrays that are kept
   */
  DecodedArrays(long bound) {
    this.bound = bound;
  }

  /** Keeps arrays in up to an eighth of Java's heap. */
  public static DecodedArrays inHeap() {
    return new DecodedArrays(Runtime.getRuntime().maxMemory() / 8);
  }

  /**
   * An array, decoded or kept.
   *
   * @param array its name, or null for the only one of the file
   */
  NpyArray of(Path path, @Nullable String array) {
    Slot slot = slots.computeIfAbsent(new Key(path, array), key -> new Slot());
    synchronized (slot) {
      NpyArray kept = slot.array.get();
      if (kept != null) {
        return kept;
      }
      NpyArray decoded = Npz.read(path, array);
      if (slot.counted || bytes.addAndGet(decoded.data().capacity()) <= bound) {
        slot.counted = true;
        slot.array = new SoftReference<>(decoded);
      } else {
        bytes.addAndGet(-decoded.data().capacity());
      }
      return decoded;
    }
  }
}
