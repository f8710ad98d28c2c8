package org.eobench.datasets.geobench;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eobench.core.error.BenchException;
import org.eobench.core.io.FileFault;
import org.eobench.core.io.geotiff.Crs;
import org.eobench.core.io.geotiff.GeoTransform;
import org.eobench.core.io.pickle.NumpyValues;
import org.eobench.core.io.pickle.PythonObject;
import org.eobench.datasets.raster.formats.Grid;
import org.eobench.datasets.raster.formats.Hdf5Container;
import org.jspecify.annotations.Nullable;

/**
 * The metadata of a sample: its label, and date and place of each band. They are a dictionary
 * {@code {label, bands_order, NAME: {date, transform, crs, band_info, …}}}, pickled into the
 * attribute {@code pickle} of its file.
 */
final class SampleMetadata {
  private static final String ATTRIBUTE = "pickle";

  private final FileFault fault;
  private final Map<?, ?> root;

  private SampleMetadata(FileFault fault, Map<?, ?> root) {
    this.fault = fault;
    this.root = root;
  }

  static SampleMetadata of(Hdf5Container file) {
    String text = file.text(ATTRIBUTE);
    Object root = text.isEmpty() ? Map.of() : GeoBenchPickle.ofText(text, file.fault());
    if (!(root instanceof Map<?, ?> map) || map.isEmpty()) {
      throw file.fault()
          .broken(
              "the file has no metadata",
              "attribute '" + ATTRIBUTE + "'",
              "a file of GEO-Bench 1.0, with a dictionary of its bands and its label");
    }
    return new SampleMetadata(file.fault(), map);
  }

  /** The names of the bands and of the label map, in the order of the data set. */
  List<String> order() {
    return root.get("bands_order") instanceof List<?> list
        ? list.stream().map(String::valueOf).toList()
        : List.of();
  }

  /**
   * The label of the image: one number for one class, or one for each class.
   *
   * @throws org.eobench.core.error.BenchException if there is none
   */
  double[] label() {
    double[] numbers = null;
    try {
      numbers = NumpyValues.of(root.get("label"));
    } catch (IllegalArgumentException wrong) {
      throw fault.broken(
          "the label is " + wrong.getMessage(), "attribute '" + ATTRIBUTE + "'", "whole numbers");
    }
    if (numbers == null || numbers.length == 0) {
      throw fault.broken(
          "the metadata have no label", "attribute '" + ATTRIBUTE + "'", "the class of the image");
    }
    return numbers;
  }

  /** The error about a label of another kind than the data set has. */
  BenchException mismatch(String found, String expected) {
    return fault.broken("the metadata have " + found, "attribute '" + ATTRIBUTE + "'", expected);
  }

  /** The date of a band; empty if it has none. */
  List<LocalDateTime> dates(String stored) {
    if (of(stored).get("date") instanceof PythonObject date
        && date.arguments().length > 0
        && date.arguments()[0] instanceof byte[] packed
        && packed.length >= 4) {
      // Year, most significant byte first, month, day, and of a time its hour, minute, second.
      int year = (packed[0] & 0xff) << 8 | packed[1] & 0xff;
      boolean timed = packed.length >= 7;
      try {
        return List.of(
            LocalDateTime.of(
                year,
                packed[2],
                packed[3],
                timed ? packed[4] : 12,
                timed ? packed[5] : 0,
                timed ? packed[6] : 0));
      } catch (DateTimeException wrong) {
        throw fault.broken(
            "the date of a band is " + wrong.getMessage(), "band '" + stored + "'", "a date");
      }
    }
    return List.of();
  }

  /** The grid of a band with the place that its metadata name, as far as they do. */
  Grid placed(String stored, Grid size) {
    Map<?, ?> band = of(stored);
    GeoTransform transform =
        band.get("transform") instanceof PythonObject affine ? transform(affine) : null;
    Crs crs =
        band.get("crs") instanceof PythonObject system && system.state() instanceof String text
            ? Crs.ofText(text)
            : null;
    return new Grid(size.height(), size.width(), crs, null, transform);
  }

  private static @Nullable GeoTransform transform(PythonObject affine) {
    Object[] given = affine.arguments();
    if (given.length < 6 || !Arrays.stream(given).limit(6).allMatch(Number.class::isInstance)) {
      return null;
    }
    double[] six =
        Arrays.stream(given)
            .limit(6)
            .mapToDouble(value -> ((Number) value).doubleValue())
            .toArray();
    return new GeoTransform(six[0], six[1], six[2], six[3], six[4], six[5]);
  }

  private Map<?, ?> of(String stored) {
    return GeoBenchPickle.entries(Objects.requireNonNullElse(root.get(stored), Map.of()));
  }
}
