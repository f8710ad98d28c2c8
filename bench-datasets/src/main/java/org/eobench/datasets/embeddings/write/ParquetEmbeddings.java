package org.eobench.datasets.embeddings.write;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.eobench.core.dataset.Acquisition;
import org.eobench.core.io.NumberFormats;
import org.eobench.core.io.geotiff.Window;
import org.eobench.datasets.embeddings.format.Coding;
import org.eobench.datasets.embeddings.format.Description;
import org.eobench.datasets.embeddings.format.EmbeddingType;
import org.eobench.datasets.parquet.ParquetOutput;
import org.eobench.datasets.raster.ChipPlace;
import org.eobench.datasets.raster.formats.Grid;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.io.ByteOrderValues;
import org.locationtech.jts.io.WKBWriter;

/**
 * One GeoParquet 1.1 table with a row for each position: id, split, row and column of the map, the
 * centre as a point of longitude and latitude where it is known, and the list of stored numbers.
 * Missing embeddings are null.
 */
final class ParquetEmbeddings implements EmbeddingFiles {
  private static final String FILE = "embeddings.parquet";
  private static final String GEO =
      "{\"version\":\"1.1.0\",\"primary_column\":\"geometry\",\"columns\":{\"geometry\":"
          + "{\"encoding\":\"WKB\",\"geometry_types\":[\"Point\"]}}}";

  private static final String SCHEMA =
      """
      message embeddings {
        required binary id (STRING);
        required binary split (STRING);
        required int32 row;
        required int32 column;
        optional binary geometry;
        optional group embedding (LIST) { repeated group list { required %s element%s; } }
      }
      """;

  private final Coding coding;
  private final MessageType schema;

  ParquetEmbeddings(Coding coding) {
    this.coding = coding;
    String[] element =
        switch (coding.type()) {
          case FP32 -> new String[] {"float", ""};
          case FP16 -> new String[] {"fixed_len_byte_array(2)", " (FLOAT16)"};
          case INT8, INT8_SQUARE -> new String[] {"int32", " (INTEGER(8,true))"};
          case BIT -> new String[] {"int32", " (INTEGER(8,false))"};
        };
    schema =
        MessageTypeParser.parseMessageType(
            String.format(Locale.ROOT, SCHEMA, element[0], element[1]));
  }

  @Override
  public List<Description.Entry> write(Path folder, Images images) {
    List<Description.Entry> entries = new ArrayList<>();
    long[] rows = {0};
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put("geo", GEO);
    metadata.put("embedding_type", coding.type().key());
    metadata.put("embedding_rule", coding.type().rule());
    ParquetOutput.write(
        folder.resolve(FILE),
        schema,
        metadata,
        sink ->
            images.each(
                image -> {
                  for (int p = 0; p < image.height() * image.width(); p++) {
                    sink.accept(row(image, p / image.width(), p % image.width()));
                  }
                  entries.add(
                      new Description.Entry(
                          image.id(),
                          image.split(),
                          FILE,
                          rows[0],
                          image.height(),
                          image.width(),
                          image.empty()));
                  rows[0] += (long) image.height() * image.width();
                }));
    return entries;
  }

  private Group row(EmbeddedImage image, int row, int column) {
    Group group = new SimpleGroup(schema);
    group.append("id", image.id()).append("split", image.split());
    group.append("row", row).append("column", column);
    byte[] point = point(image, row, column);
    if (point != null) {
      group.append("geometry", Binary.fromConstantByteArray(point));
    }
    int from = (row * image.width() + column) * coding.stored();
    if (!isMissing(image.codes(), from)) {
      Group list = group.addGroup("embedding");
      for (int i = 0; i < coding.stored(); i++) {
        add(list.addGroup("list"), image.codes()[from + i]);
      }
    }
    return group;
  }

  private boolean isMissing(float[] codes, int from) {
    return switch (coding.type()) {
      case FP32, FP16 -> Float.isNaN(codes[from]);
      case INT8, INT8_SQUARE -> codes[from] == EmbeddingType.NO_DATA;
      case BIT -> codes[from + coding.stored() - 1] == 0;
    };
  }

  private void add(Group element, float code) {
    switch (coding.type()) {
      case FP32 -> element.append("element", code);
      case FP16 ->
          element.append(
              "element",
              Binary.fromConstantByteArray(
                  ByteBuffer.allocate(2)
                      .order(ByteOrder.LITTLE_ENDIAN)
                      .putShort(NumberFormats.floatToHalf(code))
                      .array()));
      case INT8, INT8_SQUARE, BIT -> element.append("element", (int) code);
    }
  }

  private static byte @Nullable [] point(EmbeddedImage image, int row, int column) {
    Grid grid = new Grid(image.height(), image.width(), image.crs(), null, image.transform());
    Acquisition.Place place =
        ChipPlace.of(grid, new Window(row, column, 1, 1), List.of(), null).place();
    return place == null
        ? null
        : new WKBWriter(2, ByteOrderValues.LITTLE_ENDIAN)
            .write(
                new GeometryFactory()
                    .createPoint(new Coordinate(place.longitude(), place.latitude())));
  }
}
