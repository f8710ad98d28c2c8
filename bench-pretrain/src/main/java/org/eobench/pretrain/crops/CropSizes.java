package org.eobench.pretrain.crops;

import java.util.Locale;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Problems;

/**
 * Sides of the crops in pixels.
 *
 * @param global side of the large crops
 * @param local side of the small crops
 */
public record CropSizes(int global, int local) {
  /**
   * The sizes that a configuration asks for, or those that suit the encoder.
   *
   * @param inputSize side of the images that the encoder is made for
   * @param patch side of a patch of the encoder
   * @param place file and line of the mapping
   * @throws BenchException if a size is not a whole number of patches, or smaller than the blur's
   *     kernel allows
   */
  public static CropSizes of(CropsConfig config, int inputSize, int patch, String place) {
    Integer global = config.globalSize();
    Integer local = config.localSize();
    int large = global == null ? inputSize : global;
    int small = local == null ? Math.max(1, large / 2 / patch) * patch : local;
    Problems problems = new Problems();
    require("global_size", large, patch, config.blurKernel(), place, problems);
    require("local_size", small, patch, config.blurKernel(), place, problems);
    problems.throwIfAny(ExitCode.CONFIG);
    return new CropSizes(large, small);
  }

  private static void require(
      String key, int size, int patch, int kernel, String place, Problems problems) {
    if (size % patch != 0) {
      int below = Math.max(1, size / patch) * patch;
      problems.add(
          Problem.of(
                  "CropSize",
                  String.format(
                      Locale.ROOT,
                      "crops of %d × %d pixels are not whole patches of %d × %d",
                      size,
                      size,
                      patch,
                      patch))
              .at("crops." + key + "=" + size + ", " + place)
              .expecting("a multiple of " + patch)
              .next(String.format(Locale.ROOT, "set `crops.%s=%d`", key, below)));
    } else if (size <= kernel / 2) {
      problems.add(
          Problem.of(
                  "CropSize",
                  String.format(
                      Locale.ROOT,
                      "crops of %d pixels are too small for a blur of %d pixels",
                      size,
                      kernel))
              .at("crops." + key + "=" + size + ", " + place)
              .expecting("more than half of the kernel")
              .next("set `crops.blur_kernel=3`, or a larger crops." + key));
    }
  }
}
