package org.eobench.testing.layouts.land;

import java.nio.file.Path;
import java.util.List;
import org.eobench.core.io.geotiff.SampleType;
import org.eobench.testing.layouts.DrawnImages;
import org.eobench.testing.layouts.LayoutFixture;

/** AI4SmallFarms: tiles of unequal size, with fields of the value 255. */
public final class Ai4SmallFarmsFixture implements LayoutFixture {
  @Override
  public String dataset() {
    return "ai4smallfarms";
  }

  @Override
  public void write(Path root) {
    int tile = 0;
    for (String part : List.of("train", "train", "validate", "validate", "test", "test")) {
      String name = tile + (tile % 2 == 0 ? "_vietnam.tif" : "_cambodia.tif");
      Path folder = root.resolve("sentinel-2-asia/" + part);
      int height = 48 + tile;
      int width = 50 - tile;
      DrawnImages.tiff(
          folder.resolve("images/" + name),
          height,
          width,
          4,
          SampleType.FLOAT32,
          DrawnImages.around(tile, 750, 1030, 1170, 2420));
      DrawnImages.tiff(
          folder.resolve("masks/" + name),
          height,
          width,
          1,
          SampleType.UINT8,
          (band, pixel) -> pixel % 4 == 0 ? 255 : 0);
      tile++;
    }
  }
}
