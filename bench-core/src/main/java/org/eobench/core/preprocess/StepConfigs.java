package org.eobench.core.preprocess;

import org.eobench.core.config.ConfigNode;
import org.eobench.core.config.Default;

/** The keys of the preprocessing steps core brings. */
public final class StepConfigs {
  private StepConfigs() {}

  /** For steps that take everything they need from data set and encoder. */
  public record None() {}

  /**
   * {@code BandPadding}.
   *
   * @param fillValue value of the pixels of a band the data lacks
   * @param allowMissingModality whether a modality the data wholly lacks is filled too
   */
  public record Padding(
      @Default("0.0") double fillValue, @Default("false") boolean allowMissingModality) {}

  /**
   * {@code RandomCrop}.
   *
   * @param size pixels, one number for a square or {@code [height, width]}
   * @param padIfNeeded whether smaller images are padded
   */
  public record CropToSize(ConfigNode size, @Default("false") boolean padIfNeeded) {
    public CropToSize {
      PixelSize.of(size);
    }
  }

  /**
   * {@code RandomCropToEncoder}: to the encoder's input size.
   *
   * @param padIfNeeded whether smaller images are padded
   */
  public record CropToEncoder(@Default("false") boolean padIfNeeded) {}

  /**
   * {@code Resize}.
   *
   * @param size pixels, one number for a square or {@code [height, width]}
   * @param interpolation how the images' pixels are computed
   * @param antialias whether shrinking averages over all pixels it drops
   * @param resizeTarget whether the labels are resized too, to the nearest pixel
   */
  public record ResizeToSize(
      ConfigNode size,
      @Default("bilinear") Interpolation interpolation,
      @Default("true") boolean antialias,
      @Default("true") boolean resizeTarget) {
    public ResizeToSize {
      PixelSize.of(size);
    }
  }

  /**
   * {@code ResizeToEncoder}: to the encoder's input size.
   *
   * @param interpolation how the images' pixels are computed
   * @param antialias whether shrinking averages over all pixels it drops
   * @param resizeTarget whether the labels are resized too; if not, logits are resized to them
   */
  public record ResizeToEncoder(
      @Default("bilinear") Interpolation interpolation,
      @Default("true") boolean antialias,
      @Default("false") boolean resizeTarget) {}
}
