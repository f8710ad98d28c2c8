package org.eobench.testing.layouts.geobench;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;
import org.eobench.core.io.TemporaryFiles;
import org.eobench.testing.TiffBuilder;
import org.eobench.testing.layouts.LayoutFixture;
import org.jspecify.annotations.Nullable;

/**
 * A data set of GEO-Bench-2: an archive, or several parts, of archives of GeoTIFFs or HDF5 files.
 *
 * @param dataset value of {@code dataset=}
 * @param files names of the archive or its parts
 * @param images images of a sample, in order
 * @param mask the label map behind them; null if there is none
 * @param labels column of names of classes, or null
 * @param classes names of classes for that column
 */
public record GeoBench2Fixture(
    String dataset,
    List<String> files,
    List<Part> images,
    @Nullable Mask mask,
    @Nullable String labels,
    List<String> classes)
    implements LayoutFixture {
  /** Side of the images in pixels. */
  public static final int SIZE = 32;

  private static final int SAMPLES = 6;
  private static final String COLUMNS =
      "required double lon; required double lat; required binary modality (UTF8);"
          + " required double stac:time_start;"
          + " optional group labels (LIST) {"
          + " repeated group list { optional binary element (UTF8); } }"
          + " optional group dates (LIST) { repeated group list { optional int64 element; } }";

  /**
   * An image.
   *
   * @param id name in the archive
   * @param modality value of the column modality
   * @param bits of the samples; negative for floating point
   * @param side pixels
   * @param frames number of dates; 0 for a GeoTIFF
   * @param means typical values of the bands
   */
  public record Part(
      String id, String modality, int bits, int side, int frames, List<Double> means) {}

  /**
   * A label map.
   *
   * @param id name in the archive
   * @param position how many files are before it
   * @param values its values
   * @param planar whether it is an HDF5 file of three planes, the first of which has the classes
   */
  public record Mask(String id, int position, List<Integer> values, boolean planar) {}

  @Override
  public List<String> overrides() {
    return List.of("dataset.img_size=" + SIZE);
  }

  @Override
  public void write(Path root) throws IOException {
    for (int file = 0; file < files.size(); file++) {
      TortillaWriter archive = new TortillaWriter(COLUMNS.replace("labels", column()));
      for (int sample = file; sample < SAMPLES; sample += files.size()) {
        String split = List.of("train", "validation", "test").get(sample / 2);
        archive.add("sample_" + sample, "TORTILLA", split, sample(sample, split), cells(sample, 0));
      }
      Files.write(root.resolve(files.get(file)), archive.bytes());
    }
  }

  private String column() {
    return labels == null ? "labels" : labels;
  }

  private Map<String, Object> cells(int sample, int dates) {
    Map<String, Object> cells = new LinkedHashMap<>();
    cells.put("lon", -7.3 + sample);
    cells.put("lat", 55.4);
    cells.put("modality", "");
    cells.put("stac:time_start", 1_527_552_000.0 + 86_400 * sample);
    cells.put(
        column(),
        labels == null
            ? List.of()
            : List.of(
                classes.get(sample % classes.size()), classes.get((sample + 3) % classes.size())));
    cells.put("dates", dates(dates));
    return cells;
  }

  private static List<Long> dates(int count) {
    return LongStream.range(0, count).mapToObj(t -> 20_180_917 + t).toList();
  }

  private byte[] sample(int sample, String split) throws IOException {
    TortillaWriter inner = new TortillaWriter(COLUMNS.replace("labels", column()));
    for (int i = 0; i <= images.size(); i++) {
      if (mask != null && i == mask.position()) {
        inner.add(
            mask.id(),
            mask.planar() ? "HDF5" : "GTiff",
            split,
            mask.planar() ? planes(sample) : map(sample),
            cells(sample, 0));
      }
      if (i < images.size()) {
        Part part = images.get(i);
        Map<String, Object> cells = cells(sample, part.frames());
        cells.put("modality", part.modality());
        inner.add(
            part.id(),
            part.frames() > 0 ? "HDF5" : "GTiff",
            split,
            part.frames() > 0 ? series(part, sample) : tiff(part, sample),
            cells);
      }
    }
    return inner.bytes();
  }

  private static double value(double mean, int sample, int frame, int row, int col) {
    double wave = Math.sin(0.5 * row + 0.4 * col * (1 + sample % 3) + mean);
    return Math.rint(1000 * mean * (1 + 0.05 * frame + 0.2 * wave)) / 1000;
  }

  private static byte[] tiff(Part part, int sample) {
    double[][] bands = new double[part.means().size()][part.side() * part.side()];
    for (int c = 0; c < bands.length; c++) {
      for (int i = 0; i < bands[c].length; i++) {
        double value = value(part.means().get(c), sample, 0, i / part.side(), i % part.side());
        bands[c][i] = part.bits() > 0 ? Math.floorMod((long) Math.rint(value), 1 << 16) : value;
      }
    }
    return part.bits() > 0
        ? TiffBuilder.unsigned(part.bits(), part.side(), part.side(), bands).deflate().bytes()
        : TiffBuilder.floating(32, part.side(), part.side(), bands).deflate().bytes();
  }

  private static byte[] series(Part part, int sample) throws IOException {
    float[][][][] data = new float[part.frames()][part.means().size()][part.side()][part.side()];
    for (int t = 0; t < data.length; t++) {
      for (int c = 0; c < data[t].length; c++) {
        for (int row = 0; row < part.side(); row++) {
          for (int col = 0; col < part.side(); col++) {
            data[t][c][row][col] = (float) value(part.means().get(c), sample, t, row, col);
          }
        }
      }
    }
    return hdf5(data);
  }

  private int label(int sample, int row, int col) {
    List<Integer> values = Objects.requireNonNull(mask).values();
    return values.get((row / 8 + col / 8 + sample) % values.size());
  }

  private byte[] map(int sample) {
    double[] map = new double[SIZE * SIZE];
    for (int i = 0; i < map.length; i++) {
      map[i] = label(sample, i / SIZE, i % SIZE);
    }
    return TiffBuilder.signed(16, SIZE, SIZE, map).deflate().bytes();
  }

  private byte[] planes(int sample) throws IOException {
    byte[][][] planes = new byte[3][SIZE][SIZE];
    for (int row = 0; row < SIZE; row++) {
      for (int col = 0; col < SIZE; col++) {
        planes[0][row][col] = (byte) label(sample, row, col);
        planes[1][row][col] = (byte) (row % 100);
        planes[2][row][col] = 77;
      }
    }
    return hdf5(planes);
  }

  private static byte[] hdf5(Object data) throws IOException {
    Path file = TemporaryFiles.file("fixture");
    try {
      try (WritableHdfFile out = HdfFile.write(file)) {
        out.putDataset("data", data);
      }
      return Files.readAllBytes(file);
    } finally {
      Files.deleteIfExists(file);
    }
  }
}
