package org.eobench.encoders.croma;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.eobench.core.encoder.EncoderInput;
import org.eobench.core.encoder.EncoderSpec;
import org.eobench.core.encoder.ImageCheck;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.nn.ModelSize;

/**
 * Checks CROMA's images: any size that is a multiple of the patch size, the same for both sensors.
 */
final class CromaImages {
  private static final String NAME = "CROMA";

  private final CromaConfig config;
  private final ImageCheck check;

  CromaImages(CromaConfig config) {
    this.config = config;
    check =
        new ImageCheck(
            NAME,
            config.keys().inputBands(),
            1,
            ImageCheck.Sizes.multiplesOf(config.shape().patchSize()));
  }

  static EncoderSpec spec(CromaConfig config) {
    return new EncoderSpec(
        config.keys().inputBands(),
        config.shape().inputSize(),
        config.shape().levels(),
        false,
        false,
        false);
  }

  /**
   * Images that passed the checks.
   *
   * @param images by modality, {@code [B,C,H,W]}
   * @param rows patches from top to bottom
   * @param columns patches from left to right
   */
  record Checked(Map<String, NDArray> images, int rows, int columns) {
    NDArray image(String modality) {
      return Objects.requireNonNull(images.get(modality));
    }
  }

  /**
   * @throws BenchException if a modality is missing, an image does not match, the two sensors'
   *     images differ in size, or the position bias for this size is too large
   */
  Checked check(EncoderInput input) {
    Map<String, NDArray> images = new LinkedHashMap<>();
    for (String modality : config.keys().inputBands().keySet()) {
      images.put(modality, check.image(modality, input).squeeze(2));
    }
    Shape size = images.values().iterator().next().getShape();
    int patch = config.shape().patchSize();
    check.requireOneSize(images);
    int rows = Math.toIntExact(size.get(2) / patch);
    int columns = Math.toIntExact(size.get(3) / patch);
    requireSmallEnough(size, (long) rows * columns);
    return new Checked(images, rows, columns);
  }

  /** Refuses large images: the bias has one value per head and pair of patches. */
  private void requireSmallEnough(Shape size, long patches) {
    if (!ModelSize.fits(config.shape().numHeads(), patches, patches)) {
      throw new BenchException(
          ExitCode.CONFIG,
          Problem.of(
                  "ImageSize",
                  String.format(
                      Locale.ROOT,
                      "the image is %d x %d pixels, but the attention of %s grows with the square"
                          + " of that",
                      size.get(2),
                      size.get(3),
                      NAME))
              .at(
                  String.format(
                      Locale.ROOT,
                      "position bias of %d heads x %d x %d patches",
                      config.shape().numHeads(),
                      patches,
                      patches))
              .expecting("images of about encoder.input_size=" + config.shape().inputSize())
              .next(
                  "crop or resize in preprocessing; to evaluate in tiles, set"
                      + " `task.evaluator.inference_mode=sliding`"));
    }
  }
}
