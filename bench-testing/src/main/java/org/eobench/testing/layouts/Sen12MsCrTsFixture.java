package org.eobench.testing.layouts;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.eobench.core.io.geotiff.SampleType;

/** SEN12MS-CR-TS: pairs of images of both Sentinels. */
public final class Sen12MsCrTsFixture implements LayoutFixture {
  @Override
  public String dataset() {
    return "sen12mscrts";
  }

  @Override
  public void write(Path root) {
    pairs(root);
  }

  @Override
  public List<String> overrides() {
    return List.of("dataset.img_size=" + TinyFiles.SIDE);
  }

  /**
   * Two times of three patches in a training region, and two patches in a region of each other
   * split.
   */
  public static void pairs(Path root) {
    for (int time : new int[] {0, 10}) {
      for (int patch : new int[] {0, 2, 10}) {
        pair(root, "ROIs1868/36", time, patch);
      }
    }
    for (int patch : new int[] {0, 1}) {
      pair(root, "ROIs2017/22", 0, patch);
      pair(root, "ROIs1868/119", 0, patch);
    }
  }

  /**
   * Radar: {@code -20 + band + time / 10 + patch / 100 + pixel % 4}; optical: {@code 1000 + 100 *
   * time + patch + 100 * band + pixel}.
   */
  private static void pair(Path root, String region, int time, int patch) {
    TinyFiles.image(
        root.resolve(file(region, "S1", time, patch)),
        2,
        SampleType.FLOAT32,
        (band, pixel) -> -20 + band + time / 10f + patch / 100f + pixel % 4);
    TinyFiles.image(
        root.resolve(file(region, "S2", time, patch)),
        13,
        SampleType.UINT16,
        (band, pixel) -> 1000 + 100 * time + patch + 100 * band + pixel);
  }

  /** The path of an image; Sentinel-2 is one day after Sentinel-1. */
  public static String file(String region, String sensor, int time, int patch) {
    return String.format(
        Locale.ROOT,
        "%s/%s/%d/%s_%s_ImgNo_%d_2018-%02d-%02d_patch_%d.tif",
        region,
        sensor,
        time,
        sensor.toLowerCase(Locale.ROOT),
        region.replace('/', '_'),
        time,
        time + 1,
        sensor.equals("S1") ? 2 : 3,
        patch);
  }
}
