package org.eobench.testing.layouts;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.eobench.core.io.geotiff.SampleType;

/** HLS Burn Scars: {@code training/} and {@code validation/} with images and masks. */
public final class HlsBurnScarsFixture implements LayoutFixture {
  private static final int TRAINING = 12;
  private static final int VALIDATION = 2;

  @Override
  public String dataset() {
    return "hlsburnscars";
  }

  @Override
  public void write(Path root) {
    write(root, TRAINING);
  }

  @Override
  public List<String> overrides() {
    return List.of("dataset.img_size=" + TinyFiles.SIDE);
  }

  /** Some training chips and two validation chips, as reflectance. */
  public static void write(Path root, int training) {
    for (int i = 0; i < training + VALIDATION; i++) {
      Path folder = root.resolve(i < training ? "training" : "validation");
      String stem = String.format(Locale.ROOT, "subsetted_512x512_HLS.S30.T10TGS.%07d.v1.4", i);
      float level = 0.03f + 0.001f * i;
      TinyFiles.image(
          folder.resolve(stem + "_merged.tif"),
          6,
          SampleType.FLOAT32,
          (band, pixel) -> level + 0.02f * band + 0.01f * (pixel % 8));
      TinyFiles.mask(folder.resolve(stem + ".mask.tif"));
    }
  }
}
