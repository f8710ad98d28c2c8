package org.eobench.testing.layouts.land;

import java.nio.file.Path;
import java.util.List;
import org.eobench.core.io.geotiff.SampleType;
import org.eobench.testing.layouts.DrawnImages;
import org.eobench.testing.layouts.LayoutFixture;

/** ISPRS Potsdam: images of near infrared, red and green, and colours as labels. */
public final class PotsdamFixture implements LayoutFixture {
  public static final int SIDE = 64;

  private static final int[] COLOURS = {0xffffff, 0x0000ff, 0x00ffff, 0x00ff00, 0xffff00, 0xff0000};

  @Override
  public String dataset() {
    return "potsdam";
  }

  @Override
  public void write(Path root) {
    for (String tile : List.of("2_10", "2_11", "6_10", "7_7", "2_13", "7_13")) {
      DrawnImages.tiff(
          root.resolve("3_Ortho_IRRG/top_potsdam_" + tile + "_IRRG.tif"),
          SIDE,
          SIDE,
          3,
          SampleType.UINT8,
          DrawnImages.bytes(tile.hashCode(), 97.6, 92.5, 85.9));
      DrawnImages.tiff(
          root.resolve("5_Labels_all/top_potsdam_" + tile + "_label.tif"),
          SIDE,
          SIDE,
          3,
          SampleType.UINT8,
          (band, pixel) -> COLOURS[pixel % COLOURS.length] >> (16 - 8 * band) & 0xff);
    }
  }

  @Override
  public List<String> overrides() {
    return List.of("dataset.chip_size=32", "dataset.img_size=32");
  }
}
