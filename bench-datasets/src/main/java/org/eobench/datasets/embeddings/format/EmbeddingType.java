package org.eobench.datasets.embeddings.format;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Suggest;
import org.eobench.core.io.geotiff.SampleType;
import org.eobench.core.io.tensors.TensorType;
import org.jspecify.annotations.Nullable;

/** The number format of stored embeddings. */
public enum EmbeddingType {
  /** IEEE float32: exact. */
  FP32(4, SampleType.FLOAT32, TensorType.F32, "value = stored"),
  /** IEEE float16. */
  FP16(2, SampleType.FLOAT16, TensorType.F16, "value = stored"),
  /** 255 steps between the least and the largest value of each dimension. */
  INT8(1, SampleType.INT8, TensorType.I8, "value = stored * scale + offset, by dimension"),
  /** A square law around zero, as AlphaEarth's embeddings have: finer steps for small values. */
  INT8_SQUARE(
      1, SampleType.INT8, TensorType.I8, "value = sign(stored) * (stored / 127.5)^2 * scale"),
  /** The signs, eight dimensions to a byte. */
  BIT(
      0.125,
      SampleType.UINT8,
      TensorType.U8,
      "dimension d is bit 7 - d % 8 of number d / 8: 1 for a value above 0, otherwise -1; the last"
          + " number is 1 where there is an embedding and 0 where there is none");

  /** The number of int8 formats that stands for no data, as in AlphaEarth's files. */
  public static final int NO_DATA = -128;

  private static final int BYTE = 8;

  private final double bytes;
  private final SampleType tiff;
  private final TensorType array;
  private final String rule;

  EmbeddingType(double bytes, SampleType tiff, TensorType array, String rule) {
    this.bytes = bytes;
    this.tiff = tiff;
    this.array = array;
    this.rule = rule;
  }

  /** The name on the command line and in files. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The type of a name.
   *
   * @param place where the name stands, for the error
   * @throws BenchException {@code UnknownFormat}
   */
  public static EmbeddingType of(String key, String place) {
    List<String> known = Arrays.stream(values()).map(EmbeddingType::key).toList();
    return Arrays.stream(values())
        .filter(type -> type.key().equals(key))
        .findFirst()
        .orElseThrow(
            () ->
                new BenchException(
                    ExitCode.USAGE,
                    Problem.of("UnknownFormat", key + " is no number format of embeddings")
                        .at(place)
                        .expecting(Suggest.sentence(key, known))));
  }

  /** How a stored number is decoded, in a sentence. */
  public String rule() {
    return rule;
  }

  /** Numbers that are stored for an embedding. */
  public int stored(int width) {
    return this == BIT ? (width + BYTE - 1) / BYTE + 1 : width;
  }

  /** Bytes that an embedding takes before compression. */
  public long bytes(int width) {
    return this == BIT ? stored(width) : Math.round(width * bytes);
  }

  /** The type of samples in a GeoTIFF. */
  public SampleType tiff() {
    return tiff;
  }

  /** The type of elements in an array. */
  public TensorType array() {
    return array;
  }

  /** Whether it is fitted to the range of the values. */
  public boolean isFitted() {
    return this == INT8 || this == INT8_SQUARE;
  }

  /** The stored number that marks missing embeddings; null if there is none. */
  public @Nullable Double noData() {
    return switch (this) {
      case FP32, FP16 -> Double.NaN;
      case INT8, INT8_SQUARE -> (double) NO_DATA;
      case BIT -> null;
    };
  }
}
