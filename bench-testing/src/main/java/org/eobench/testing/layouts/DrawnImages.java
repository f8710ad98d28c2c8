package org.eobench.testing.layouts;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.eobench.core.io.geotiff.GeoTiffSpec;
import org.eobench.core.io.geotiff.GeoTiffWriter;
import org.eobench.core.io.geotiff.SampleType;

/** Writes images of any size whose values look drawn, and are the same in every call. */
public final class DrawnImages {
  private static final double SPREAD = 0.4;
  private static final double SHARED = 0.8;

  private DrawnImages() {}

  /** The value of a band, from 0, at a pixel, by its position in C order. */
  @FunctionalInterface
  public interface Values {
    double at(int band, int pixel);
  }

  /**
   * Values from 0.8 to 1.2 times the level of each band. Bands of one pixel vary together, as in
   * real images.
   *
   * @param seed other values for another one
   * @param levels mean of each band
   */
  public static Values around(long seed, double... levels) {
    return (band, pixel) -> {
      double drawn = SHARED * share(seed, 0, pixel) + (1 - SHARED) * share(seed, band + 1, pixel);
      return levels[band] * (1 + SPREAD * (drawn - 0.5));
    };
  }

  /** Like {@link #around}, as whole numbers of at most 255. */
  public static Values bytes(long seed, double... levels) {
    Values values = around(seed, levels);
    return (band, pixel) -> Math.min(255, Math.floor(values.at(band, pixel)));
  }

  /** A number from 0 up to but without 1. */
  private static double share(long seed, int band, int pixel) {
    long mixed = seed * 0x9E3779B97F4A7C15L + band * 0xC2B2AE3D27D4EB4FL + pixel;
    mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return ((mixed ^ (mixed >>> 31)) >>> 11) * 0x1.0p-53;
  }

  /** Writes a GeoTIFF without a georeference. */
  public static void tiff(
      Path file, int height, int width, int bands, SampleType type, Values values) {
    int plane = height * width;
    float[] all = new float[bands * plane];
    for (int i = 0; i < all.length; i++) {
      all[i] = (float) values.at(i / plane, i % plane);
    }
    GeoTiffWriter.write(file, GeoTiffSpec.plain(width, height, bands, type), all);
  }

  /** Writes a square PNG of one or three channels of 8 bits. */
  public static void png(Path file, int side, int channels, Values values) {
    int type = channels == 3 ? BufferedImage.TYPE_3BYTE_BGR : BufferedImage.TYPE_BYTE_GRAY;
    BufferedImage image = new BufferedImage(side, side, type);
    for (int pixel = 0; pixel < side * side; pixel++) {
      for (int c = 0; c < channels; c++) {
        image.getRaster().setSample(pixel % side, pixel / side, c, (int) values.at(c, pixel));
      }
    }
    try {
      Files.createDirectories(Objects.requireNonNull(file.getParent()));
      ImageIO.write(image, "png", file.toFile());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
