package org.eobench.core.run.predictions;

import java.nio.file.Path;
import org.eobench.core.dataset.Split;

/**
 * Which predictions are written, and where.
 *
 * @param split the split that is predicted and scored
 * @param most number of samples of which files are written, the first of the split; scores are of
 *     all
 * @param folder is created
 */
public record PredictionsRequest(Split split, int most, Path folder) {
  /** The scores, in {@code folder}. */
  public static final String METRICS = "metrics.json";
}
