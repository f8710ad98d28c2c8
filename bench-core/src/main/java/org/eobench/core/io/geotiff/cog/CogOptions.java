package org.eobench.core.io.geotiff.cog;

import java.util.List;

/**
 * How a raster is written, beyond what its description says.
 *
 * @param overviews how overviews are made; pixels without data are left out unless there are no
 *     others
 * @param colours 0xRRGGBB of each value from 0 for a colour table, which only one band of UINT8
 *     has; empty for none
 */
public record CogOptions(Overviews overviews, List<Integer> colours) {
  static final int MOST_COLOURS = 256;

  public CogOptions {
    colours = List.copyOf(colours);
    if (colours.size() > MOST_COLOURS) {
      throw new IllegalArgumentException("a colour table has at most 256 colours");
    }
  }

  /** A map of classes. */
  public static CogOptions classes(List<Integer> colours) {
    return new CogOptions(Overviews.MODE, colours);
  }

  /** Measurements, probabilities and other numbers. */
  public static CogOptions values() {
    return new CogOptions(Overviews.MEAN, List.of());
  }
}
