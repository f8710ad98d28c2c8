package org.eobench.datasets.sen12mscrts;

import java.nio.file.Path;
import java.util.Locale;
import org.eobench.core.io.geotiff.SampleType;
import org.eobench.datasets.TinyFiles;

/** Writes tiny files in the layout of SEN12MS-CR-TS. */
public final class PairFiles {
  private PairFiles() {}

  /**
   * Two times of three patches in a training region, and one patch in a region of each other split.
   */
  public static void write(Path root) {
    for (int time : new int[] {0, 10}) {
      for (int patch : new int[] {0, 2, 10}) {
        pair(root, "ROIs1868/36", time, patch);
      }
    }
    pair(root, "ROIs2017/22", 0, 0);
    pair(root, "ROIs1868/119", 0, 0);
  }

  private static void pair(Path root, String region, int time, int patch) {
    image(root.resolve(file(region, "S1", time, patch)), 2, 100 * time + patch);
    image(root.resolve(file(region, "S2", time, patch)), 13, 100 * time + patch);
  }

  private static void image(Path file, int bands, float base) {
    TinyFiles.image(file, bands, bands == 2 ? SampleType.FLOAT32 : SampleType.UINT16, base);
  }

  /** The path of an image; Sentinel-2 is one day after Sentinel-1. */
  static String file(String region, String sensor, int time, int patch) {
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
