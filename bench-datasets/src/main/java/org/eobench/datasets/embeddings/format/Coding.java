package org.eobench.datasets.embeddings.format;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.eobench.core.io.NumberFormats;
import org.eobench.core.io.geotiff.BandScale;

/**
 * Converts embeddings to stored numbers and back. NaN in the first dimension stands for a missing
 * embedding.
 *
 * @param type the number format
 * @param width dimensions of an embedding
 * @param scale of {@link EmbeddingType#INT8} one for each dimension, of {@link
 *     EmbeddingType#INT8_SQUARE} one; otherwise empty
 * @param offset of {@link EmbeddingType#INT8} one for each dimension; otherwise empty
 */
public record Coding(EmbeddingType type, int width, List<Double> scale, List<Double> offset) {
  /** Largest stored number, on both sides of zero; -128 is left for missing embeddings. */
  static final int LARGEST = 127;

  private static final double SQUARE_LAW = 127.5;
  private static final float LARGEST_HALF = 65504;
  private static final int BYTE = 8;

  public Coding {
    scale = List.copyOf(scale);
    offset = List.copyOf(offset);
    int scales = type == EmbeddingType.INT8 ? width : type == EmbeddingType.INT8_SQUARE ? 1 : 0;
    int offsets = type == EmbeddingType.INT8 ? width : 0;
    if (width < 1 || scale.size() != scales || offset.size() != offsets) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s of %d dimensions with %d scales and %d offsets",
              type.key(),
              width,
              scale.size(),
              offset.size()));
    }
    if (!scale.stream().allMatch(one -> Double.isFinite(one) && one > 0)
        || !offset.stream().allMatch(Double::isFinite)) {
      throw new IllegalArgumentException("scales must be positive and offsets finite");
    }
  }

  /** A format that is not fitted to the values. */
  public static Coding plain(EmbeddingType type, int width) {
    return new Coding(type, width, List.of(), List.of());
  }

  /** The formula of AlphaEarth's published files, for values between -1 and 1. */
  public static Coding alphaEarth(int width) {
    return new Coding(EmbeddingType.INT8_SQUARE, width, List.of(1.0), List.of());
  }

  /**
   * A format fitted to the range of the values.
   *
   * @param least smallest value of each dimension
   * @param largest largest value of each dimension
   */
  public static Coding fitted(EmbeddingType type, double[] least, double[] largest) {
    int width = least.length;
    if (type == EmbeddingType.INT8_SQUARE) {
      double size = 0;
      for (int d = 0; d < width; d++) {
        size = Math.max(size, Math.max(-least[d], largest[d]));
      }
      return new Coding(type, width, List.of(size > 0 ? size : 1), List.of());
    }
    if (type != EmbeddingType.INT8) {
      return plain(type, width);
    }
    Double[] scale = new Double[width];
    Double[] offset = new Double[width];
    for (int d = 0; d < width; d++) {
      double step = (largest[d] - least[d]) / (2 * LARGEST);
      scale[d] = step > 0 ? step : 1;
      offset[d] = (largest[d] + least[d]) / 2;
    }
    return new Coding(type, width, Arrays.asList(scale), Arrays.asList(offset));
  }

  /** The numbers that are stored for an embedding. */
  public int stored() {
    return type.stored(width);
  }

  /**
   * Converts an embedding to stored numbers.
   *
   * @param value holds {@code width} values from {@code from}
   * @param codes gets {@link #stored()} numbers from {@code to}
   * @return how many values the format cannot hold, which were clipped
   */
  public int encode(float[] value, int from, float[] codes, int to) {
    if (Float.isNaN(value[from])) {
      Double none = type.noData();
      float empty = none == null ? 0 : none.floatValue();
      Arrays.fill(codes, to, to + stored(), empty);
      return 0;
    }
    int clipped = 0;
    switch (type) {
      case FP32 -> System.arraycopy(value, from, codes, to, width);
      case FP16 -> {
        for (int d = 0; d < width; d++) {
          float kept = Math.max(-LARGEST_HALF, Math.min(LARGEST_HALF, value[from + d]));
          clipped += kept == value[from + d] ? 0 : 1;
          codes[to + d] = NumberFormats.toFloat(NumberFormats.floatToHalf(kept));
        }
      }
      case INT8 -> {
        for (int d = 0; d < width; d++) {
          double code = Math.rint((value[from + d] - offset.get(d)) / scale.get(d));
          clipped += Math.abs(code) > LARGEST ? 1 : 0;
          codes[to + d] = (float) Math.max(-LARGEST, Math.min(LARGEST, code));
        }
      }
      case INT8_SQUARE -> {
        for (int d = 0; d < width; d++) {
          double size = Math.abs(value[from + d]) / scale.get(0);
          clipped += size > 1 ? 1 : 0;
          double code = Math.min(LARGEST, Math.rint(Math.sqrt(size) * SQUARE_LAW));
          codes[to + d] = (float) Math.copySign(code, value[from + d]);
        }
      }
      case BIT -> {
        packed(value, from, width, codes, to);
        codes[to + stored() - 1] = 1;
      }
    }
    return clipped;
  }

  /**
   * Packs signs into bytes: the first dimension is the highest bit, 1 for values above zero, and
   * the bits after the last are 0.
   */
  static void packed(float[] value, int from, int width, float[] bytes, int to) {
    Arrays.fill(bytes, to, to + (width + BYTE - 1) / BYTE, 0);
    for (int d = 0; d < width; d++) {
      if (value[from + d] > 0) {
        bytes[to + d / BYTE] += 1 << (BYTE - 1 - d % BYTE);
      }
    }
  }

  /**
   * Converts stored numbers to an embedding, all NaN if it is missing.
   *
   * @param codes holds {@link #stored()} numbers from {@code from}, NaN where there is no data
   * @param value gets {@code width} values, {@code step} apart, from {@code to}
   */
  public void decode(float[] codes, int from, float[] value, int to, int step) {
    boolean missing =
        type == EmbeddingType.BIT
            ? !(codes[from + stored() - 1] > 0)
            : Float.isNaN(codes[from]) || (type.isFitted() && codes[from] == EmbeddingType.NO_DATA);
    for (int d = 0; d < width; d++) {
      value[to + d * step] = missing ? Float.NaN : decoded(codes, from, d);
    }
  }

  private float decoded(float[] codes, int from, int d) {
    return switch (type) {
      case FP32, FP16 -> codes[from + d];
      case INT8 -> (float) (codes[from + d] * scale.get(d) + offset.get(d));
      case INT8_SQUARE -> {
        double root = codes[from + d] / SQUARE_LAW;
        yield (float) (Math.copySign(root * root, root) * scale.get(0));
      }
      case BIT -> {
        int bits = (int) codes[from + d / BYTE];
        yield (bits >> (BYTE - 1 - d % BYTE) & 1) == 1 ? 1 : -1;
      }
    };
  }

  /**
   * The scales and offsets as GDAL knows them; empty where values are not linear in the numbers.
   */
  public List<BandScale> bandScales() {
    if (type != EmbeddingType.INT8) {
      return List.of();
    }
    return IntStream.range(0, width)
        .mapToObj(d -> new BandScale(scale.get(d), offset.get(d)))
        .toList();
  }
}
