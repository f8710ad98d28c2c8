package org.eobench.core.dataset.contract;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eobench.core.dataset.Image;
import org.eobench.core.dataset.Split;
import org.eobench.core.error.Problem;

/**
 * Finds images that occur in two splits, by SHA-256 of their decoded values, so that neither
 * another name nor another compression hides them. Images without data or with one value only are
 * left out: they are equal without being copies.
 */
final class DuplicateImagesRule implements Rule {
  private static final int BUFFER = 1 << 14;
  private static final int NAMED = 3;

  private final Map<String, Map<Split, String>> seen = new HashMap<>();
  private final Map<String, List<String>> pairs = new java.util.TreeMap<>();

  @Override
  public void add(ObservedSample sample) {
    Image image = sample.sample().images().values().stream().findFirst().orElse(null);
    if (image == null || isPlain(image.data())) {
      return;
    }
    Map<Split, String> places =
        seen.computeIfAbsent(hash(image), key -> new EnumMap<>(Split.class));
    places.forEach(
        (split, id) -> {
          if (split != sample.split()) {
            pairs
                .computeIfAbsent(
                    split.key() + " and " + sample.split().key(), k -> new ArrayList<>())
                .add(id.equals(sample.id()) ? id : id + " = " + sample.id());
          }
        });
    places.putIfAbsent(sample.split(), sample.id());
  }

  private static boolean isPlain(float[] data) {
    float first = Float.NaN;
    for (float value : data) {
      if (!Float.isNaN(value)) {
        if (!Float.isNaN(first) && value != first) {
          return false;
        }
        first = value;
      }
    }
    return true;
  }

  private static String hash(Image image) {
    MessageDigest digest = sha256();
    ByteBuffer bytes = ByteBuffer.allocate(BUFFER);
    bytes.putInt(image.channels()).putInt(image.frames());
    bytes.putInt(image.height()).putInt(image.width());
    for (float value : image.data()) {
      if (!bytes.hasRemaining()) {
        digest.update(bytes.flip());
        bytes.clear();
      }
      bytes.putFloat(value == 0 ? 0f : value); // -0.0 equals 0.0
    }
    digest.update(bytes.flip());
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible); // every Java has it
    }
  }

  @Override
  public List<Finding> findings() {
    List<Finding> found = new ArrayList<>();
    pairs.forEach(
        (splits, ids) ->
            found.add(
                Finding.warning(
                    1,
                    Problem.of(
                            "DuplicateAcrossSplits",
                            String.format(
                                Locale.ROOT,
                                "%d %s in %s have the same pixels: %s%s",
                                ids.size(),
                                ids.size() == 1 ? "image" : "images",
                                splits,
                                String.join(", ", ids.subList(0, Math.min(NAMED, ids.size()))),
                                ids.size() > NAMED ? ", …" : ""))
                        .at("the splits of the data set")
                        .expecting("images that occur in one split only")
                        .next("remove them from one of the splits, else the score is too good"))));
    return found;
  }
}
