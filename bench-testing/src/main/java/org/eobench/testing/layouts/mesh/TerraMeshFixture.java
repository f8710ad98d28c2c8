package org.eobench.testing.layouts.mesh;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.eobench.testing.layouts.LayoutFixture;

/** TerraMesh: shards of several kinds of images, as tar archives of zipped Zarr groups. */
public enum TerraMeshFixture implements LayoutFixture {
  /** Images alone. */
  IMAGES("terramesh"),
  /** With land cover as labels. */
  LAND_COVER("terramesh_lulc");

  public static final int SIDE = 16;
  private static final int PIXELS = SIDE * SIDE;

  private static final int[] OPTICAL = {
    1390, 1503, 1718, 1853, 2199, 2779, 2987, 3083, 3132, 3162, 2424, 1857
  };

  private final String dataset;

  TerraMeshFixture(String dataset) {
    this.dataset = dataset;
  }

  @Override
  public String dataset() {
    return dataset;
  }

  /** Two shards of four samples for training, and one of eight samples of val. */
  @Override
  public void write(Path root) throws IOException {
    shard(root, "train", 1, 0, 4);
    shard(root, "train", 2, 4, 8);
    shard(root, "val", 1, 0, 8);
  }

  @Override
  public List<String> overrides() {
    return List.of("dataset.img_size=" + SIDE);
  }

  private static void shard(Path root, String split, int number, int first, int end)
      throws IOException {
    for (String kind : List.of("S2L2A", "S1RTC", "DEM", "LULC", "NDVI")) {
      Map<String, byte[]> files = new LinkedHashMap<>();
      for (int i = first; i < end; i++) {
        files.put(name(split, i) + ".zarr.zip", image(kind, split, i));
      }
      tar(file(root, split, kind, number), files);
    }
  }

  /** The archive of a kind of image in a shard. */
  public static Path file(Path root, String split, String kind, int number) {
    String name = String.format(Locale.ROOT, "majortom_shard_%06d.tar", number);
    return root.resolve(split).resolve(kind).resolve(name);
  }

  /** The name of a sample. */
  public static String name(String split, int number) {
    return String.format(Locale.ROOT, "majortom_%s_%07d", split, number);
  }

  /** Writes a tar archive, the same one for the same files. */
  public static void tar(Path file, Map<String, byte[]> files) throws IOException {
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    try (OutputStream bytes = Files.newOutputStream(file);
        TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> entry : files.entrySet()) {
        TarArchiveEntry header = new TarArchiveEntry(entry.getKey());
        header.setSize(entry.getValue().length);
        header.setModTime(0);
        tar.putArchiveEntry(header);
        tar.write(entry.getValue());
        tar.closeArchiveEntry();
      }
    }
  }

  /** An image as a zipped Zarr group. */
  public static byte[] image(String kind, String split, int number) {
    int bands = kind.equals("S2L2A") ? OPTICAL.length : kind.startsWith("S1") ? 2 : 1;
    double[] values = new double[bands * PIXELS];
    for (int i = 0; i < values.length; i++) {
      values[i] = value(kind, split, number, i / PIXELS, i % PIXELS);
    }
    String type =
        kind.equals("LULC") ? "u1" : kind.equals("S2L2A") || kind.equals("DEM") ? "i2" : "f2";
    LocalDateTime time = time(split, number);
    long nanoseconds = kind.equals("DEM") ? 0 : time.toEpochSecond(ZoneOffset.UTC) * 1_000_000_000;
    return new ZarrWriter()
        .array("bands", type, new int[] {1, bands, SIDE, SIDE}, values)
        .array("center_lat", "f8", new int[] {}, 40 + number)
        .array("center_lon", "f8", new int[] {}, -3.5 - number)
        .array("time", "i8", new int[] {1}, nanoseconds)
        .zip();
  }

  /** The time of the images of a sample. */
  public static LocalDateTime time(String split, int number) {
    return LocalDateTime.of(split.equals("val") ? 2021 : 2020, 5, 3 + number, 2, 7, 17);
  }

  /** A value of an image; the first pixel of radar images has no data. */
  public static double value(String kind, String split, int number, int band, int pixel) {
    int place = 3 * number + pixel % SIDE + pixel / SIDE + (split.equals("val") ? 40 : 0);
    double wave = Math.sin(0.3 * place + band);
    return switch (kind) {
      case "S2L2A" -> Math.rint(OPTICAL[band] * (1 + 0.3 * wave));
      case "DEM" -> Math.rint(650 + 300 * wave);
      case "LULC" -> (place + pixel / 7) % 10;
      case "NDVI" -> Math.rint(100 * wave) / 128;
      default -> pixel == 0 ? Double.NaN : Math.rint(4 * (-11 - 6 * band + 3 * wave)) / 4;
    };
  }
}
