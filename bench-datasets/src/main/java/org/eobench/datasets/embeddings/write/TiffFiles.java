package org.eobench.datasets.embeddings.write;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eobench.core.io.geotiff.Crs;
import org.eobench.core.io.geotiff.GeoTiffSpec;
import org.eobench.core.io.geotiff.GeoTiffWriter;
import org.eobench.core.io.geotiff.GeoTransform;
import org.eobench.datasets.embeddings.format.Coding;
import org.eobench.datasets.embeddings.format.Description;
import org.jspecify.annotations.Nullable;

/**
 * A GeoTIFF for each image. GDAL's metadata have scale and offset of each band where values are
 * linear in the stored numbers, and always the rule by which numbers are decoded.
 */
final class TiffFiles implements EmbeddingFiles {
  private final Coding coding;

  TiffFiles(Coding coding) {
    this.coding = coding;
  }

  @Override
  public List<Description.Entry> write(Path folder, Images images) {
    List<Description.Entry> entries = new ArrayList<>();
    FileNames names = new FileNames();
    images.each(
        image -> {
          String name = "maps/" + names.of(image.id()) + ".tif";
          int row = image.width() * coding.stored();
          GeoTiffWriter.writeRows(
              folder.resolve(name),
              spec(coding, image.height(), image.width(), image.crs(), image.transform()),
              sink -> {
                for (int r = 0; r < image.height(); r++) {
                  sink.accept(Arrays.copyOfRange(image.codes(), r * row, (r + 1) * row));
                }
              });
          entries.add(
              new Description.Entry(
                  image.id(),
                  image.split(),
                  name,
                  0,
                  image.height(),
                  image.width(),
                  image.empty()));
        });
    return entries;
  }

  /** The raster of a map. */
  static GeoTiffSpec spec(
      Coding coding, int height, int width, @Nullable Crs crs, @Nullable GeoTransform transform) {
    Map<String, String> items = new LinkedHashMap<>();
    items.put("EMBEDDING_TYPE", coding.type().key());
    items.put("EMBEDDING_WIDTH", String.valueOf(coding.width()));
    items.put("EMBEDDING_RULE", coding.type().rule());
    if (coding.scale().size() == 1 && coding.bandScales().isEmpty()) {
      items.put("EMBEDDING_SCALE", String.valueOf(coding.scale().get(0)));
    }
    GeoTiffSpec plain = GeoTiffSpec.plain(width, height, coding.stored(), coding.type().tiff());
    Double none = coding.type().noData();
    return (none == null ? plain : plain.withNodata(none))
        .withGeoreference(crs, transform)
        .withMetadata(coding.bandScales(), items);
  }
}
