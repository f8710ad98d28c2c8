package org.eobench.core.logger;

import org.eobench.core.metrics.ConfusionMatrix;

/**
 * A picture as a PNG file.
 *
 * @param width columns
 * @param height rows
 * @param png the file
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record LoggedPicture(int width, int height, byte[] png) {
  /**
   * A confusion matrix: a row for each true class, a column for each predicted class, and in each
   * cell the percentage of the true class.
   */
  public static LoggedPicture of(ConfusionMatrix matrix) {
    return ConfusionPicture.of(matrix);
  }
}
