package org.eobench.encoders.clay;

import java.time.LocalDateTime;
import java.time.temporal.IsoFields;
import org.eobench.core.dataset.Acquisition;
import org.jspecify.annotations.Nullable;

/**
 * Clay's codes of wavelengths, positions, time and place, in float32 arithmetic: the model was
 * trained with the rounding errors of large phases.
 */
final class ClayCodes {
  /** Width of the code of time and place. */
  static final int METADATA = 8;

  private static final double BASE = 10000;
  private static final int WEEKS = 52;
  private static final int HOURS = 24;

  private ClayCodes() {}

  /**
   * {@code [sin(λ·ω) | cos(λ·ω)]} with {@code ω_i = 10000^(-i/(n-1))}, n = width/2.
   *
   * @param wavelengths micrometres
   * @return {@code [wavelengths,width]} in C order
   */
  static float[] waves(float[] wavelengths, int width) {
    int half = width / 2;
    float[] omega = new float[half];
    for (int i = 0; i < half; i++) {
      omega[i] = 1f / (float) Math.pow(BASE, (float) i / (half - 1));
    }
    return code(wavelengths, omega);
  }

  /**
   * One axis of the two-dimensional position code, {@code [sin(p·ω) | cos(p·ω)]} with {@code ω_i =
   * gsd·10000^(-2·i/((n-1)·width))}, n = width/4. The code varies faster for larger pixels.
   *
   * @param width width of the code of both axes
   * @param gsd ground sampling distance in metres
   * @return {@code [positions,width/2]} in C order
   */
  static float[] axis(int positions, int width, float gsd) {
    int quarter = width / 4;
    float[] omega = new float[quarter];
    for (int i = 0; i < quarter; i++) {
      float exponent = 2 * ((float) i / (quarter - 1)) / width;
      omega[i] = 1f / (float) Math.pow(BASE, exponent) * gsd;
    }
    float[] all = new float[positions];
    for (int p = 0; p < positions; p++) {
      all[p] = p;
    }
    return code(all, omega);
  }

  private static float[] code(float[] positions, float[] omega) {
    int half = omega.length;
    float[] codes = new float[positions.length * 2 * half];
    for (int p = 0; p < positions.length; p++) {
      for (int i = 0; i < half; i++) {
        float phase = positions[p] * omega[i];
        codes[p * 2 * half + i] = (float) Math.sin(phase);
        codes[p * 2 * half + half + i] = (float) Math.cos(phase);
      }
    }
    return codes;
  }

  /**
   * Sine and cosine of the ISO week of the year (of 52), of the full hour (of 24), of the latitude
   * and of the longitude. Unknown values are zero, as in a fifth of Clay's training samples.
   *
   * @return {@link #METADATA} values
   */
  static float[] metadata(Acquisition acquisition) {
    float[] codes = new float[METADATA];
    if (!acquisition.dates().isEmpty()) {
      LocalDateTime date = acquisition.dates().get(0);
      turn(codes, 0, date.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR) * 2 * Math.PI / WEEKS);
      turn(codes, 2, date.getHour() * 2 * Math.PI / HOURS);
    }
    Acquisition.@Nullable Place place = acquisition.place();
    if (place != null) {
      turn(codes, 4, Math.toRadians(place.latitude()));
      turn(codes, 6, Math.toRadians(place.longitude()));
    }
    return codes;
  }

  private static void turn(float[] into, int at, double angle) {
    into[at] = (float) Math.sin(angle);
    into[at + 1] = (float) Math.cos(angle);
  }
}
