package org.eobench.serve;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eobench.core.io.geotiff.Crs;
import org.eobench.core.io.geotiff.GeoTiffSpec;
import org.eobench.core.io.geotiff.GeoTiffWriter;
import org.eobench.core.io.geotiff.GeoTransform;
import org.eobench.core.io.geotiff.SampleType;

/** GeoTIFFs for {@link TinyModel}: water in the left half, no data in the first pixel. */
public final class Images {
  static final GeoTransform TRANSFORM = GeoTransform.northUp(500_000, 4_000_000, 10, 10);

  private Images() {}

  public static Path write(Path file, int height, int width, int bands) {
    float[] values = new float[bands * height * width];
    for (int i = 0; i < values.length; i++) {
      values[i] = i % width < width / 2 ? 50 + i % 7 : 900 + i % 7;
    }
    for (int band = 0; band < bands; band++) {
      values[band * height * width] = 0;
    }
    GeoTiffWriter.write(
        file,
        GeoTiffSpec.plain(width, height, bands, SampleType.UINT16)
            .withNodata(0)
            .withGeoreference(Crs.projected(32633), TRANSFORM),
        values);
    return file;
  }

  static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
