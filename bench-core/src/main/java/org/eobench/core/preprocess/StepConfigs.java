package org.eobench.core.preprocess;

import java.util.List;
import org.eobench.core.config.bind.Default;
import org.eobench.core.config.bind.Range;
import org.eobench.core.config.tree.ConfigNode;

/** The keys of the built-in preprocessing steps. */
public final class StepConfigs {
  private StepConfigs() {}

  /** The output size of a step. */
  public interface ToSize {
    /** Pixels, one number for a square or {@code [height, width]}. */
    ConfigNode size();
  }

  /** The keys of a crop, whatever determines its size. */
  public interface CropKeys {
    boolean padIfNeeded();
  }

  /** The keys of a crop that prefers rare classes. */
  public interface ImportantCropKeys extends CropKeys {
    int numTrials();
  }

  /** The keys of a step that resizes, whatever determines its size. */
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

  /** The keys of a step that takes all settings from data set and encoder. */
  public record None() {}

  /**
   * {@code BandPadding}.
   *
   * @param fillValue value of the pixels of a missing band
   * @param allowMissingModality whether a modality without any data is filled as well
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
   * {@code RandomCropToEncoder} and {@code FocusRandomCropToEncoder}, which crop to the encoder's
   * input size.
   *
   * @param padIfNeeded whether smaller images are padded
   */
  public record CropToEncoder(@Default("false") boolean padIfNeeded) implements CropKeys {}

  /**
   * {@code ImportanceRandomCrop}.
   *
   * @param size pixels, one number for a square or {@code [height, width]}
   * @param numTrials number of windows to choose from
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
   * {@code ImportanceRandomCropToEncoder}, which crops to the encoder's input size.
   *
   * @param numTrials number of windows to choose from
   * @param padIfNeeded whether smaller images are padded
   */
  public record ImportantCropToEncoder(
      @Range(min = 1) @Default("10") int numTrials, @Default("false") boolean padIfNeeded)
      implements ImportantCropKeys {}

  /**
   * {@code Resize}.
   *
   * @param size pixels, one number for a square or {@code [height, width]}
   * @param interpolation how the pixels of images are computed
   * @param antialias whether shrinking averages over all input pixels
   * @param resizeTarget whether the labels are resized as well, to the nearest pixel
   * @param nearestPixel source pixel of a label, and of an image with {@code interpolation:
   *     nearest}
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
   * {@code ResizeToEncoder}, which resizes to the encoder's input size.
   *
   * @param interpolation how the pixels of images are computed
   * @param antialias whether shrinking averages over all input pixels
   * @param resizeTarget whether the labels are resized as well; if not, the logits are resized to
   *     them
   * @param nearestPixel source pixel of a label, and of an image with {@code interpolation:
   *     nearest}
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
   * @param scale minimum and maximum share of the image's area that a window covers
   * @param ratio minimum and maximum aspect ratio of a window, width over height
   * @param interpolation how the pixels of images are computed
   * @param antialias whether shrinking averages over all input pixels
   * @param resizeTarget whether the labels are resized as well; if not, they keep the window's
   *     size, and a batch can contain only one sample
   * @param nearestPixel source pixel of a label, and of an image with {@code interpolation:
   *     nearest}
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
      RandomWindow.of("scale", scale, ratio);
    }
  }

  /**
   * {@code RandomResizedCropToEncoder}, which resizes to the encoder's input size.
   *
   * @param scale minimum and maximum share of the image's area that a window covers
   * @param ratio minimum and maximum aspect ratio of a window, width over height
   * @param interpolation how the pixels of images are computed
   * @param antialias whether shrinking averages over all input pixels
   * @param resizeTarget whether the labels are resized as well; if not, they keep the window's
   *     size, and a batch can contain only one sample
   * @param nearestPixel source pixel of a label, and of an image with {@code interpolation:
   *     nearest}
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
      RandomWindow.of("scale", scale, ratio);
    }
  }
}
