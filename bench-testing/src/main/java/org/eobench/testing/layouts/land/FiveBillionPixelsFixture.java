package org.eobench.testing.layouts.land;

import java.nio.file.Path;
import java.util.List;
import org.eobench.core.io.geotiff.SampleType;
import org.eobench.testing.layouts.DrawnImages;
import org.eobench.testing.layouts.LayoutFixture;

/**
 * FiveBillionPixels: crops with near infrared before red, green and blue, and indices as labels.
 */
public final class FiveBillionPixelsFixture implements LayoutFixture {
  public static final int SIDE = 40;

  @Override
  public String dataset() {
    return "fivebillionpixels";
  }

  @Override
  public void write(Path root) {
    int crop = 0;
    for (String part : List.of("train", "train", "val", "val", "test", "test")) {
      String name = "GF2_PMS1__L1A0000564539-MSS1_" + crop + ".tif";
      DrawnImages.tiff(
          root.resolve(part + "/images/" + name),
          SIDE,
          SIDE,
          4,
          SampleType.UINT8,
          DrawnImages.bytes(crop, 92.6, 124.3, 94.2, 98.0));
      DrawnImages.tiff(
          root.resolve(part + "/labels/" + name),
          SIDE,
          SIDE,
          1,
          SampleType.UINT8,
          (band, pixel) -> pixel % 25);
      crop++;
    }
  }

  @Override
  public List<String> overrides() {
    return List.of("dataset.img_size=" + SIDE);
  }
}
