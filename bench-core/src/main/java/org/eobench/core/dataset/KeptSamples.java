package org.eobench.core.dataset;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.SoftReference;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A data set that keeps samples in memory once they are decoded, so that the next epoch does not
 * decode them again. Once the bound is reached, further samples are read from their files each
 * time: in a random order, replacing kept samples by others would find no more of them. If Java's
 * heap becomes full, the garbage collector drops kept samples before memory runs out.
 *
 * <p>Callers share the returned samples and must not change their arrays; preprocessing steps
 * return new ones. It may be used by several threads.
 */
public final class KeptSamples implements EoDataset {
  private static final long MEBIBYTE = 1L << 20;

  private final EoDataset source;
  private final long bound;
  private final Map<Key, Kept> kept = new ConcurrentHashMap<>();
  private final ReferenceQueue<Sample> dropped = new ReferenceQueue<>();
  private final AtomicLong bytes = new AtomicLong();
  private volatile boolean full;

  private record Key(SampleRef ref, Map<String, List<String>> bands) {}

  private static final class Kept extends SoftReference<Sample> {
    private final Key key;
    private final long size;

    Kept(Key key, Sample sample, long size, ReferenceQueue<Sample> dropped) {
      super(sample, dropped);
      this.key = key;
      this.size = size;
    }
  }

  /**
   * @param source reads the samples
   * @param mebibytes bound of the kept samples; null for a quarter of Java's heap
   */
  public KeptSamples(EoDataset source, @Nullable Integer mebibytes) {
    this.source = source;
    this.bound = mebibytes == null ? Runtime.getRuntime().maxMemory() / 4 : mebibytes * MEBIBYTE;
  }

  @Override
  public DatasetSpec spec() {
    return source.spec();
  }

  @Override
  public List<String> remarks() {
    return source.remarks();
  }

  @Override
  public List<String> findings() {
    return source.findings();
  }

  @Override
  public List<SampleRef> samples(Split split) {
    return source.samples(split);
  }

  @Override
  public Sample read(SampleRef ref, Map<String, List<String>> bands) {
    forgetDropped();
    Key key = new Key(ref, bands);
    Kept known = kept.get(key);
    Sample sample = known == null ? null : known.get();
    if (sample == null) {
      sample = source.read(ref, bands);
      keep(key, sample);
    }
    return sample;
  }

  /** A part, once there is no more room for whole samples. */
  @Override
  public @Nullable Sample read(
      SampleRef ref, Map<String, List<String>> bands, ImagePart.Choice part) {
    forgetDropped();
    Kept known = kept.get(new Key(ref, bands));
    return full && (known == null || known.get() == null) ? source.read(ref, bands, part) : null;
  }

  private void keep(Key key, Sample sample) {
    long size = size(sample);
    full |= bytes.get() + size > bound;
    if (bytes.addAndGet(size) > bound
        || kept.putIfAbsent(key, new Kept(key, sample, size, dropped)) != null) {
      bytes.addAndGet(-size);
    }
  }

  private void forgetDropped() {
    for (Object gone = dropped.poll(); gone != null; gone = dropped.poll()) {
      if (gone instanceof Kept reference && kept.remove(reference.key, reference)) {
        bytes.addAndGet(-reference.size);
        full = false;
      }
    }
  }

  /** The bytes of the arrays of a sample; a target has one label or value of 4 bytes per pixel. */
  private static long size(Sample sample) {
    long values = (long) sample.target().height() * sample.target().width();
    for (Image image : sample.images().values()) {
      values += image.data().length;
    }
    return values * Float.BYTES;
  }
}
