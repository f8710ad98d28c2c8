package org.eobench.core.preprocess;

import java.util.List;
import org.eobench.core.config.bind.Default;
import org.eobench.core.config.bind.Range;
import org.eobench.core.config.tree.ConfigNode;

/** The keys of the preprocessing steps core brings. */
public final class StepConfigs {
  private StepConfigs() {}

  /** The size that a step brings images to. */
  public interface ToSize {
    /** Pixels, one number for a square or {@code [height, width]}. */
    ConfigNode size();
  }

  /** The keys of a crop, whatever gives its size. */
  public interface CropKeys {
    boolean padIfNeeded();
  }

  /** The keys of a crop where rare classes are. */
  public interface ImportantCropKeys extends CropKeys {
    int numTrials();
  }

  /** The keys of a step that resizes, whatever gives its size. */
  public interface ResizeKeys {
    InterpolationMode interpolation();

    boolean antialias();

    boolean resizeTarget();

    NearestPixel nearestPixel();
  }

  /** The keys of a crop that is resized. */
  public interface ResizedCropKeys extends ResizeKeys {
    List<Double> scale();

    List<Double> ratio();
  }

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
   * {@code RandomCrop} and {@code FocusRandomCrop}.
   *
   * @param size pixels, one number for a square or {@code [height, width]}
   * @param padIfNeeded whether smaller images are padded
   */
  public record CropToSize(ConfigNode size, @Default("false") boolean padIfNeeded)
      implements ToSize, CropKeys {
    public CropToSize {
      PixelSize.of(size);
    }
  }

  /**
   * {@code RandomCropToEncoder} and {@code FocusRandomCropToEncoder}: to the encoder's input size.
   *
   * @param padIfNeeded whether smaller images are padded
   */
  public record CropToEncoder(@Default("false") boolean padIfNeeded) implements CropKeys {}

  /**
   * {@code ImportanceRandomCrop}.
   *
   * @param size pixels, one number for a square or {@code [height, width]}
   * @param numTrials windows to choose from
   * @param padIfNeeded whether smaller images are padded
   */
  public record ImportantCropToSize(
      ConfigNode size,
      @Range(min = 1) @Default("10") int numTrials,
      @Default("false") boolean padIfNeeded)
      implements ToSize, ImportantCropKeys {
    public ImportantCropToSize {
      PixelSize.of(size);
    }
  }

  /**
   * {@code ImportanceRandomCropToEncoder}: to the encoder's input size.
   *
   * @param numTrials windows to choose from
   * @param padIfNeeded whether smaller images are padded
   */
  public record ImportantCropToEncoder(
      @Range(min = 1) @Default("10") int numTrials, @Default("false") boolean padIfNeeded)
      implements ImportantCropKeys {}

  /**
   * {@code Resize}.
   *
   * @param size pixels, one number for a square or {@code [height, width]}
   * @param interpolation how the images' pixels are computed
   * @param antialias whether shrinking averages over all pixels it drops
   * @param resizeTarget whether the labels are resized too, to the nearest pixel
   * @param nearestPixel which pixel a label, or an image with {@code interpolation: nearest}, is
   *     taken from
   */
  public record ResizeToSize(
      ConfigNode size,
      @Default("bilinear") InterpolationMode interpolation,
      @Default("true") boolean antialias,
      @Default("true") boolean resizeTarget,
      @Default("centre") NearestPixel nearestPixel)
      implements ToSize, ResizeKeys {
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
   * @param nearestPixel which pixel a label, or an image with {@code interpolation: nearest}, is
   *     taken from
   */
  public record ResizeToEncoder(
      @Default("bilinear") InterpolationMode interpolation,
      @Default("true") boolean antialias,
      @Default("false") boolean resizeTarget,
      @Default("centre") NearestPixel nearestPixel)
      implements ResizeKeys {}

  /**
   * {@code RandomResizedCrop}.
   *
   * @param size pixels, one number for a square or {@code [height, width]}
   * @param scale least and largest share of the image's area that a window covers
   * @param ratio least and largest width of a window over its height
   * @param interpolation how the images' pixels are computed
   * @param antialias whether shrinking averages over all pixels it drops
   * @param resizeTarget whether the labels are resized too; if not, they keep the window's size,
   *     and a batch holds one sample
   * @param nearestPixel which pixel a label, or an image with {@code interpolation: nearest}, is
   *     taken from
   */
  public record ResizedCropToSize(
      ConfigNode size,
      @Default("[0.08, 1.0]") List<Double> scale,
      @Default("[0.75, 1.3333333333333333]") List<Double> ratio,
      @Default("bilinear") InterpolationMode interpolation,
      @Default("true") boolean antialias,
      @Default("true") boolean resizeTarget,
      @Default("centre") NearestPixel nearestPixel)
      implements ToSize, ResizedCropKeys {
    public ResizedCropToSize {
      PixelSize.of(size);
      requireShares(scale);
      requireIncreasing("ratio", ratio);
    }
  }

  /**
   * {@code RandomResizedCropToEncoder}: to the encoder's input size.
   *
   * @param scale least and largest share of the image's area that a window covers
   * @param ratio least and largest width of a window over its height
   * @param interpolation how the images' pixels are computed
   * @param antialias whether shrinking averages over all pixels it drops
   * @param resizeTarget whether the labels are resized too; if not, they keep the window's size,
   *     and a batch holds one sample
   * @param nearestPixel which pixel a label, or an image with {@code interpolation: nearest}, is
   *     taken from
   */
  public record ResizedCropToEncoder(
      @Default("[0.08, 1.0]") List<Double> scale,
      @Default("[0.75, 1.3333333333333333]") List<Double> ratio,
      @Default("bilinear") InterpolationMode interpolation,
      @Default("true") boolean antialias,
      @Default("true") boolean resizeTarget,
      @Default("centre") NearestPixel nearestPixel)
      implements ResizedCropKeys {
    public ResizedCropToEncoder {
      requireShares(scale);
      requireIncreasing("ratio", ratio);
    }
  }

  private static void requireShares(List<Double> scale) {
    requireIncreasing("scale", scale);
    if (scale.get(1) > 1) {
      throw new IllegalArgumentException(
          "scale: a window covers at most the whole image, so at most 1, not " + scale.get(1));
    }
  }

  private static void requireIncreasing(String key, List<Double> pair) {
    if (pair.size() != 2 || !(pair.get(0) > 0) || !(pair.get(0) <= pair.get(1))) {
      throw new IllegalArgumentException(
          key + " must be two positive numbers, the smaller one first, not " + pair);
    }
  }
}
