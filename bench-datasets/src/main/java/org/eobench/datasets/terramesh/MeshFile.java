package org.eobench.datasets.terramesh;

import java.io.Closeable;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.eobench.core.dataset.Acquisition;
import org.eobench.core.dataset.Acquisition.Place;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.io.FilePart;
import org.eobench.datasets.raster.formats.Grid;
import org.eobench.datasets.zarr.ZarrArray;
import org.eobench.datasets.zarr.ZarrZip;

/**
 * An image in a shard: a Zarr group with {@code bands} {@code [1,C,H,W]}, {@code time}, {@code
 * center_lat} and {@code center_lon}.
 *
 * @param zip the group
 * @param bands values of its bands
 */
record MeshFile(ZarrZip zip, ZarrArray bands) implements Closeable {
  private static final String BANDS = "bands";
  private static final double GROUND_RESOLUTION = 10;
  private static final String NANOSECONDS = "nanoseconds since 1970-01-01";

  /** The time of an elevation model is 0. */
  private static final double NO_TIME = 1e6;

  /**
   * Opens an image and reads its bands.
   *
   * @param sample name of the sample, for messages
   * @param count the number of bands that it must have
   * @throws BenchException if it is damaged or has another shape
   */
  static MeshFile open(FilePart part, String sample, int count) {
    ZarrZip zip = ZarrZip.open(part, sample);
    try {
      ZarrArray bands = zip.read(BANDS);
      requireShape(zip, bands.shape(), count);
      return new MeshFile(zip, bands);
    } catch (RuntimeException failure) {
      zip.close();
      throw failure;
    }
  }

  private static void requireShape(ZarrZip zip, int[] shape, int bands) {
    if (shape.length != 4 || shape[0] != 1 || shape[2] < 1 || shape[3] < 1) {
      throw zip.fault()
          .broken(
              "the array has the shape " + Arrays.toString(shape),
              zip.place(BANDS),
              "[1,C,H,W], as the images of one date have");
    }
    if (shape[1] != bands) {
      throw new BenchException(
          ExitCode.DATA,
          Problem.of("BandCount", String.format(Locale.ROOT, "the array has %d bands", shape[1]))
              .at(zip.fault().file() + ", " + zip.place(BANDS))
              .expecting(String.format(Locale.ROOT, "%d bands", bands))
              .next("list all bands of the files in dataset.bands, in file order"));
    }
  }

  Grid grid() {
    return Grid.plain(bands.shape()[2], bands.shape()[3]);
  }

  /** Refuses an image that has not the pixels of the first one of its sample. */
  void requireSize(Grid first) {
    if (!grid().isSameSize(first)) {
      throw zip.fault()
          .broken(
              String.format(Locale.ROOT, "it has %d x %d pixels", grid().height(), grid().width()),
              place(),
              String.format(
                  Locale.ROOT, "%d x %d, as the first modality", first.height(), first.width()));
    }
  }

  /** The array in its sample, for messages. */
  String place() {
    return zip.place(BANDS);
  }

  /** The file, and the array in it. */
  @Override
  public String toString() {
    return zip.fault().file() + ", " + place();
  }

  /** When and where it was taken; the time is unknown where it is counted in another unit. */
  Acquisition acquisition() {
    Place place =
        zip.has("center_lat") && zip.has("center_lon")
            ? Place.of(number("center_lat"), number("center_lon"))
            : null;
    String units = zip.attribute("time", "units");
    boolean counted = units.isEmpty() || units.startsWith(NANOSECONDS);
    double time = counted && zip.has("time") ? number("time") : 0;
    List<LocalDateTime> dates =
        time > NO_TIME
            ? List.of(
                LocalDateTime.ofInstant(Instant.ofEpochSecond((long) (time / 1e9)), ZoneOffset.UTC))
            : List.of();
    return new Acquisition(dates, place, GROUND_RESOLUTION);
  }

  private double number(String array) {
    double[] values = zip.read(array).values();
    return values.length == 1 ? values[0] : Double.NaN;
  }

  @Override
  public void close() {
    zip.close();
  }
}
