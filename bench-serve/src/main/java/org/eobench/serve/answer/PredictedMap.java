package org.eobench.serve.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.io.geotiff.GeoTiffSpec;
import org.eobench.core.io.geotiff.GeoTiffWriter;
import org.eobench.core.io.geotiff.GeoTransform;
import org.eobench.core.io.geotiff.SampleType;
import org.eobench.core.run.gallery.Palette;
import org.eobench.core.run.predictions.ImagePrediction;
import org.eobench.datasets.raster.formats.Grid;
import org.eobench.serve.image.ReadImage;

/**
 * The prediction for an image, in the forms that clients ask for.
 *
 * @param spec the data set of the model, with the names of the classes
 * @param image what was predicted
 * @param prediction the class or the value of each of its pixels
 * @param seconds what reading and predicting took
 */
public record PredictedMap(
    DatasetSpec spec, ReadImage image, ImagePrediction prediction, double seconds) {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /** Classes that a byte holds beside the mark of no data. */
  private static final int BYTE = 255;

  private static final int SHORT = 65535;

  /** The number in the GeoTIFF where there is no data. */
  private double nodata() {
    if (!prediction.hasClasses()) {
      return Double.NaN;
    }
    return spec.numClasses() <= BYTE ? BYTE : SHORT;
  }

  /**
   * A GeoTIFF with the classes as uint8, or uint16 if there are more than 255, or the values as
   * float32; with the georeference of the image, and a nodata value.
   *
   * @param scratch a file that is written and removed
   */
  public byte[] geoTiff(Path scratch) throws IOException {
    SampleType type = SampleType.FLOAT32;
    if (prediction.hasClasses()) {
      type = spec.numClasses() <= BYTE ? SampleType.UINT8 : SampleType.UINT16;
    }
    float[] values = prediction.values();
    if (prediction.hasClasses()) {
      values = new float[prediction.classes().length];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) (prediction.hasData(i) ? prediction.classes()[i] : nodata());
      }
    }
    Grid grid = image.grid();
    try {
      GeoTiffWriter.write(
          scratch,
          GeoTiffSpec.plain(prediction.width(), prediction.height(), 1, type)
              .withNodata(nodata())
              .withGeoreference(grid.crs(), grid.transform()),
          values);
      return Files.readAllBytes(scratch);
    } finally {
      Files.deleteIfExists(scratch);
    }
  }

  /** The classes or values in colours. */
  public byte[] png() throws IOException {
    return MapPictures.prediction(prediction, ValueRange.of(prediction.values()));
  }

  /** The image as the model's data set shows it best. */
  public byte[] imagePng() throws IOException {
    return MapPictures.image(image.sample().images(), spec);
  }

  /** Size, place, and the share of each class or the range of the values. */
  public ObjectNode json() {
    ObjectNode json = JSON.objectNode();
    json.put("width", prediction.width());
    json.put("height", prediction.height());
    Grid grid = image.grid();
    json.put("crs", grid.epsg() == null ? null : "EPSG:" + grid.epsg());
    json.set("bounds", bounds(grid));
    int valid = 0;
    for (int i = 0; i < prediction.height() * prediction.width(); i++) {
      valid += prediction.hasData(i) ? 1 : 0;
    }
    json.put("no_data_pixels", prediction.height() * prediction.width() - valid);
    if (prediction.hasClasses()) {
      json.set("classes", classes(valid));
      json.set("confidence", valid == 0 ? JSON.nullNode() : JSON.numberNode(confidence(valid)));
    } else {
      json.set("values", values(valid));
    }
    ArrayNode remarks = json.putArray("remarks");
    image.remarks().forEach(remarks::add);
    json.put("seconds", seconds);
    return json;
  }

  /** West, south, east and north in the units of the system; null without a north-up grid. */
  private static JsonNode bounds(Grid grid) {
    GeoTransform t = grid.transform();
    if (t == null || !t.isNorthUp() || t.a() <= 0 || t.e() >= 0) {
      return JSON.nullNode();
    }
    return JSON.arrayNode()
        .add(t.c())
        .add(t.f() + t.e() * grid.height())
        .add(t.c() + t.a() * grid.width())
        .add(t.f());
  }

  private ArrayNode classes(int valid) {
    int[] counts = new int[spec.numClasses()];
    for (int label : prediction.classes()) {
      if (label != ImagePrediction.NO_DATA) {
        counts[label]++;
      }
    }
    ArrayNode classes = JSON.arrayNode();
    for (int label = 0; label < counts.length; label++) {
      classes
          .addObject()
          .put("label", label)
          .put("name", spec.classes().get(label))
          .put("colour", Palette.css(Palette.ofClass(label)))
          .put("pixels", counts[label])
          .put("share", valid == 0 ? 0 : counts[label] / (double) valid);
    }
    return classes;
  }

  private double confidence(int valid) {
    double sum = 0;
    for (int i = 0; i < prediction.confidence().length; i++) {
      sum += prediction.hasData(i) ? prediction.confidence()[i] : 0;
    }
    return sum / valid;
  }

  private ObjectNode values(int valid) {
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    double sum = 0;
    for (float value : prediction.values()) {
      if (!Float.isNaN(value)) {
        least = Math.min(least, value);
        most = Math.max(most, value);
        sum += value;
      }
    }
    ObjectNode values = JSON.objectNode();
    values.put("name", spec.classes().isEmpty() ? "" : spec.classes().get(0));
    values.put("unit", spec.quantity().unit());
    if (valid > 0) {
      ValueRange range = ValueRange.of(prediction.values());
      values.put("min", least).put("mean", sum / valid).put("max", most);
      values.put("first_colour", range.low()).put("last_colour", range.high());
    }
    return values;
  }
}
