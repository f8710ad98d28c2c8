package org.eobench.pretrain.crops;

import java.util.List;
import org.eobench.core.config.bind.Default;
import org.eobench.core.config.bind.Range;
import org.eobench.core.preprocess.InterpolationMode;
import org.eobench.core.preprocess.RandomWindow;
import org.jspecify.annotations.Nullable;

/**
 * Keys of {@code crops}. The method says how many crops of each kind there are. The defaults are
 * those of DINOv2 (Oquab et al. 2023, arXiv:2304.07193), without changes of colour.
 *
 * @param globalSize side of the large crops in pixels; null for the encoder's input size
 * @param localSize side of the small crops in pixels; null for half of the large ones, in whole
 *     patches
 * @param globalScale share of the image's area that a large crop covers
 * @param localScale share of the image's area that a small crop covers
 * @param ratio aspect ratio of a crop before it is resized, width over height
 * @param interpolation how crops are resized, with antialiasing
 * @param horizontalFlip probability
 * @param verticalFlip probability
 * @param globalBlur probability that the first, second, … large crop is blurred; the last one is
 *     also that of further crops
 * @param localBlur probability that a small crop is blurred
 * @param blurKernel side of the Gaussian kernel in pixels, odd
 * @param blurSigma smallest and largest standard deviation in pixels, drawn uniformly
 * @param invertBlur whether a crop is blurred with 1 minus the probability, as DINOv2's code does,
 *     which passes it on as the probability of keeping the image
 * @param independentModalities whether each modality has its own boxes, flips and blur, as in the
 *     multimodal fork of DINOv2, so that the modalities of a crop show different places
 */
public record CropsConfig(
    @Range(min = 1, max = 8192) @Nullable Integer globalSize,
    @Range(min = 1, max = 8192) @Nullable Integer localSize,
    @Default("[0.32, 1.0]") List<Double> globalScale,
    @Default("[0.05, 0.32]") List<Double> localScale,
    @Default("[0.75, 1.3333333333333333]") List<Double> ratio,
    @Default("bicubic") InterpolationMode interpolation,
    @Default("0.5") @Range(min = 0, max = 1) double horizontalFlip,
    @Default("0.0") @Range(min = 0, max = 1) double verticalFlip,
    @Default("[1.0, 0.1]") @Range(min = 0, max = 1) List<Double> globalBlur,
    @Default("0.5") @Range(min = 0, max = 1) double localBlur,
    @Default("9") @Range(min = 3, max = 255) int blurKernel,
    @Default("[0.1, 2.0]") @Range(above = 0) List<Double> blurSigma,
    @Default("false") boolean invertBlur,
    @Default("false") boolean independentModalities) {
  public CropsConfig {
    globalScale = List.copyOf(globalScale);
    localScale = List.copyOf(localScale);
    ratio = List.copyOf(ratio);
    globalBlur = List.copyOf(globalBlur);
    blurSigma = List.copyOf(blurSigma);
    RandomWindow.of("global_scale", globalScale, ratio);
    RandomWindow.of("local_scale", localScale, ratio);
    if (globalBlur.isEmpty()) {
      throw new IllegalArgumentException("global_blur must have at least one probability");
    }
    if (blurKernel % 2 == 0) {
      throw new IllegalArgumentException("blur_kernel must be odd, not " + blurKernel);
    }
    if (blurSigma.size() != 2 || blurSigma.get(0) > blurSigma.get(1)) {
      throw new IllegalArgumentException(
          "blur_sigma must be two numbers, in ascending order, not " + blurSigma);
    }
  }

  /** The probability that a large crop is blurred, by its number from 0. */
  double blurOfGlobal(int crop) {
    return probability(globalBlur.get(Math.min(crop, globalBlur.size() - 1)));
  }

  /** The probability that a small crop is blurred. */
  double blurOfLocal() {
    return probability(localBlur);
  }

  private double probability(double given) {
    return invertBlur ? 1 - given : given;
  }
}
