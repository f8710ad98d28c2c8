package org.eobench.core.loader;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.eobench.core.dataset.Acquisition;
import org.eobench.core.features.store.FeatureKey;

/**
 * Hashes all that an encoder reads of one sample: the values of its images after preprocessing, and
 * when and where it was taken.
 *
 * <p>The values themselves are the key, and not the files they come from: a data set may read more
 * than the files it names, and what a file means depends on the data set's keys, its reader and
 * every step of the preprocessing. Equal values give equal features whatever they come from, so one
 * hash also serves every split, window, label fraction and preprocessing that leads to them. The
 * price is that a sample is decoded once in every process.
 */
public final class InputHash {
  private static final int CHUNK = 1 << 14;

  private final MessageDigest digest = FeatureKey.sha256();
  private final ByteBuffer bytes =
      ByteBuffer.allocate(CHUNK * Float.BYTES).order(ByteOrder.nativeOrder());

  /**
   * Adds the images of one modality.
   *
   * @param shape {@code [C,T,H,W]}
   * @param data holds the values
   * @param from place of the first value
   */
  public InputHash image(String modality, int[] shape, float[] data, int from) {
    text(modality);
    int count = 1;
    for (int size : shape) {
      number(size);
      count *= size;
    }
    for (int done = 0; done < count; done += CHUNK) {
      int some = Math.min(CHUNK, count - done);
      bytes.clear();
      bytes.asFloatBuffer().put(data, from + done, some);
      digest.update(bytes.limit(some * Float.BYTES));
    }
    return this;
  }

  /** Adds when and where the sample was taken. */
  public InputHash acquisition(Acquisition taken) {
    // Texts of dates and doubles tell any two of them apart.
    number(taken.dates().size());
    taken.dates().forEach(date -> text(date.toString()));
    text(String.valueOf(taken.place()));
    text(String.valueOf(taken.groundResolution()));
    return this;
  }

  private void number(int value) {
    bytes.clear();
    digest.update(bytes.putInt(value).flip());
  }

  private void text(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    number(utf8.length);
    digest.update(utf8);
  }

  public FeatureKey key() {
    return FeatureKey.of(digest);
  }
}
