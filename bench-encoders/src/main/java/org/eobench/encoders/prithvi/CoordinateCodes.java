package org.eobench.encoders.prithvi;

import java.time.LocalDateTime;
import java.util.List;
import org.eobench.core.dataset.Acquisition;
import org.eobench.core.nn.vit.PositionEmbedding;

/**
 * Sines and cosines of acquisition dates and places. An unknown coordinate has a code of zeros.
 * Pretraining dropped coordinates at random in the same way, so the model was trained on such
 * codes.
 */
final class CoordinateCodes {
  private final int width;

  /**
   * @param width D, a multiple of 4
   */
  CoordinateCodes(int width) {
    this.width = width;
  }

  /**
   * Codes of batches.
   *
   * @param values {@code [B,groups,width]} in C order
   * @param groups codes per sample: T for times, 1 for places
   * @param known number of samples whose coordinate is known
   */
  record Codes(float[] values, int groups, int known) {}

  /**
   * Codes of every frame's year and day of the year (1 to 366, of the UTC date); the first half of
   * the width encodes the year. A sample counts as undated if its number of dates differs from its
   * number of frames.
   */
  Codes times(List<Acquisition> samples, int frames) {
    float[] values = new float[samples.size() * frames * width];
    int known = 0;
    for (int i = 0; i < samples.size(); i++) {
      List<LocalDateTime> dates = samples.get(i).dates();
      if (dates.size() == frames) {
        known++;
        for (int frame = 0; frame < frames; frame++) {
          LocalDateTime date = dates.get(frame);
          pair(values, i * frames + frame, date.getYear(), date.getDayOfYear());
        }
      }
    }
    return new Codes(values, frames, known);
  }

  /**
   * Codes of latitude and longitude in degrees; the first half of the width encodes the latitude.
   */
  Codes places(List<Acquisition> samples) {
    float[] values = new float[samples.size() * width];
    int known = 0;
    for (int i = 0; i < samples.size(); i++) {
      Acquisition.Place place = samples.get(i).place();
      if (place != null) {
        known++;
        pair(values, i, place.latitude(), place.longitude());
      }
    }
    return new Codes(values, 1, known);
  }

  private void pair(float[] into, int row, double first, double second) {
    int half = width / 2;
    System.arraycopy(code(half, first), 0, into, row * width, half);
    System.arraycopy(code(width - half, second), 0, into, row * width + half, width - half);
  }

  private static float[] code(int width, double position) {
    return PositionEmbedding.sinCos1d(width, new float[] {(float) position});
  }
}
