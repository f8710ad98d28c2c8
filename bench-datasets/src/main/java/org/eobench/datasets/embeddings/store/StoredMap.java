package org.eobench.datasets.embeddings.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;
import org.eobench.core.dataset.Image;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.io.geotiff.Window;
import org.eobench.core.io.tensors.Npy;
import org.eobench.core.io.tensors.NpyArray;
import org.eobench.core.io.tensors.NpyFile;
import org.eobench.datasets.embeddings.format.Coding;
import org.eobench.datasets.raster.formats.RasterFile;
import org.eobench.datasets.raster.formats.RasterHeader;
import org.eobench.datasets.raster.formats.RasterSource;
import org.jspecify.annotations.Nullable;

/**
 * Reads a map of embeddings from a file.
 *
 * @param coding how its numbers are decoded; null as the file says
 * @param axes order of the axes of an array
 */
record StoredMap(@Nullable Coding coding, AxisOrder axes) {
  /** D, dimensions of the embeddings of a file. */
  static int width(Path file, AxisOrder axes) {
    if (MapFiles.isTiff(file)) {
      return header(file).bands();
    }
    try (NpyFile array = NpyFile.open(file)) {
      long[] shape = array.shape();
      return (int) shape[axes == AxisOrder.HWC || shape.length == 1 ? shape.length - 1 : 0];
    }
  }

  static RasterHeader header(Path file) {
    // The number of bands is not known before.
    return RasterFile.of(file).header(1);
  }

  /**
   * Reads a whole file.
   *
   * @param width D, which the file must have
   */
  Image read(Path file, int width) {
    return MapFiles.isTiff(file)
        ? window(file, width, header(file).grid().all())
        : array(file, width);
  }

  /** Reads a part of a GeoTIFF. */
  Image window(Path file, int width, Window window) {
    int stored = coding == null ? width : coding.stored();
    int[] bands = IntStream.range(0, stored).toArray();
    try (RasterSource source = RasterFile.of(file).open(stored)) {
      if (source.header().bands() != stored) {
        throw wrongWidth(file, source.header().bands(), stored);
      }
      float[] values;
      if (coding == null) {
        values = source.measured(bands, 0, window, stored, null, null);
      } else {
        double[] numbers = source.stored(bands, 0, window, stored);
        values = new float[numbers.length];
        for (int i = 0; i < values.length; i++) {
          values[i] = (float) numbers[i];
        }
      }
      return decoded(values, window.height(), window.width(), stored, width);
    }
  }

  private Image array(Path file, int width) {
    NpyArray array = Npy.read(file);
    long[] shape = array.shape();
    boolean map = shape.length == 3;
    if (!map && shape.length != 1) {
      throw new BenchException(
          ExitCode.DATA,
          Problem.of("EmbeddingShape", "the array has the shape " + Arrays.toString(shape))
              .at(file.toString())
              .expecting("one embedding, [D], or a map of them, [h,w,D] or [D,h,w]")
              .next("for [D,h,w] give `encoder.axes=chw`"));
    }
    int stored = coding == null ? width : coding.stored();
    boolean last = axes == AxisOrder.HWC || !map;
    int found = (int) shape[last ? shape.length - 1 : 0];
    if (found != stored) {
      throw wrongWidth(file, found, stored);
    }
    int height = map ? (int) shape[last ? 0 : 1] : 1;
    int columns = map ? (int) shape[last ? 1 : 2] : 1;
    float[] values = array.floats();
    int plane = height * columns;
    if (last) {
      float[] planes = new float[values.length];
      for (int p = 0; p < plane; p++) {
        for (int d = 0; d < stored; d++) {
          planes[d * plane + p] = values[p * stored + d];
        }
      }
      values = planes;
    }
    scale(file, values, plane);
    return decoded(values, height, columns, stored, width);
  }

  /** TESSERA's arrays of int8 have a scale for each pixel in a file beside them. */
  private static void scale(Path file, float[] values, int plane) {
    Path beside = file.resolveSibling(MapFiles.stem(file) + MapFiles.SCALES);
    if (!Files.isRegularFile(beside)) {
      return;
    }
    float[] scales = Npy.read(beside).floats();
    if (scales.length != plane) {
      throw new BenchException(
          ExitCode.DATA,
          Problem.of(
                  "EmbeddingShape",
                  String.format(Locale.ROOT, "%d scales for %d embeddings", scales.length, plane))
              .at(beside.toString())
              .expecting("a scale for each row and column of " + file.getFileName()));
    }
    for (int i = 0; i < values.length; i++) {
      values[i] *= scales[i % plane];
    }
  }

  private static BenchException wrongWidth(Path file, int found, int expected) {
    return new BenchException(
        ExitCode.DATA,
        Problem.of(
                "EmbeddingWidth",
                String.format(
                    Locale.ROOT,
                    "the file has %d numbers for each embedding, others have %d",
                    found,
                    expected))
            .at(file.toString())
            .expecting("files of one product")
            .next("for arrays of [D,h,w] give `encoder.axes=chw`"));
  }

  /**
   * Decodes planes of stored numbers, and makes embeddings whole or missing.
   *
   * @param values {@code [stored,h,w]}
   */
  private Image decoded(float[] values, int height, int columns, int stored, int width) {
    int plane = height * columns;
    float[] map = coding == null ? values : new float[width * plane];
    float[] codes = new float[stored];
    for (int p = 0; p < plane; p++) {
      boolean missing = false;
      for (int i = 0; i < stored; i++) {
        codes[i] = values[i * plane + p];
        missing |= Float.isNaN(codes[i]);
      }
      if (coding != null) {
        coding.decode(codes, 0, map, p, plane);
      }
      for (int d = 0; missing && d < width; d++) {
        map[d * plane + p] = Float.NaN;
      }
    }
    return new Image(map, width, 1, height, columns);
  }
}
