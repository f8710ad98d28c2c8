package org.eobench.core.preprocess.corrupt;

import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.eobench.core.dataset.Image;
import org.jspecify.annotations.Nullable;

/**
 * A fault of the images of a sample, applied to raw values before the preprocessing. Shapes and
 * pixels without data (NaN) stay as they are. At the strength 0 nothing changes.
 */
public interface Corruption {
  /** The number of severities. */
  int SEVERITIES = 5;

  /** Its name, such as {@code sensor_noise}. */
  String key();

  /** What the strengths measure, with their unit. */
  String measure();

  /** The strengths of the severities 1 to 5, from the weakest to the strongest. */
  List<Double> strengths();

  /**
   * Why it cannot be applied to images of this kind, as the end of a sentence; null if it can be.
   *
   * @param modalities facts of each modality
   * @param frames number of dates
   */
  @Nullable String unfit(Map<String, Modality> modalities, int frames);

  /**
   * Changes images.
   *
   * @param images images by modality; must not be changed
   * @param modalities facts of the bands that the images have
   * @param strength one of {@link #strengths}, or 0
   * @param random depends on the seed and the sample only, not on the strength
   */
  Map<String, Image> apply(
      Map<String, Image> images,
      Map<String, Modality> modalities,
      double strength,
      RandomGenerator random);
}
