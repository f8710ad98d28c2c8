package org.eobench.encoders.olmoearth;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.time.LocalDateTime;
import java.util.List;
import org.eobench.core.dataset.Acquisition;
import org.eobench.encoders.galileo.GalileoCodes;

/**
 * Places and dates of tokens. A step between patches is their size in units of 10 m, a step between
 * dates 30 days.
 */
record Places(OlmoEarthConfig config, int frames) {
  private static final float BASE_RESOLUTION = 10;
  private static final int AXES = 3;

  /** Days before the first of each month in a year without a leap day, as in pretraining. */
  private static final int[] DAYS_BEFORE = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334};

  private static final double DAYS_PER_YEAR = 365.25;
  private static final double DAYS_PER_STEP = 30;

  /** The codes of places, {@code [B,h,w,1,1,D/4]}; zeros with rotary positions. */
  NDArray codes(List<Acquisition> acquisitions, int rows, int columns, NDManager owner) {
    int width = config.codeWidth();
    if (config.positions() == OlmoEarthConfig.Positions.ROTARY) {
      return owner.zeros(new Shape(1, 1, 1, 1, 1, width));
    }
    int length = rows * columns * width;
    float[] codes = new float[acquisitions.size() * length];
    for (int i = 0; i < acquisitions.size(); i++) {
      float step = step(acquisitions.get(i));
      System.arraycopy(
          GalileoCodes.places(width, rows, columns, step), 0, codes, i * length, length);
    }
    return owner.create(codes, new Shape(acquisitions.size(), rows, columns, 1, 1, width));
  }

  /** The codes of the dates' indices, {@code [T,D/4]}; zeros with rotary positions. */
  NDArray dateCodes(NDManager owner) {
    int width = config.codeWidth();
    return config.positions() == OlmoEarthConfig.Positions.ROTARY
        ? owner.zeros(new Shape(1, width))
        : owner.create(GalileoCodes.dates(width, frames), new Shape(frames, width));
  }

  /**
   * Date, row and column of each token, {@code [B,1,N,3]}, for rotary positions.
   *
   * @param layouts the tokens of a patch of each modality; tokens are ordered by patch and modality
   */
  NDArray coordinates(
      List<Acquisition> acquisitions,
      int rows,
      int columns,
      List<ModalityTokens.Layout> layouts,
      NDManager owner) {
    int perPatch = layouts.stream().mapToInt(ModalityTokens.Layout::count).sum();
    int tokens = rows * columns * perPatch;
    float[] values = new float[acquisitions.size() * tokens * AXES];
    int at = 0;
    for (Acquisition acquisition : acquisitions) {
      float step = step(acquisition);
      float[] dates = dates(acquisition.dates());
      for (int patch = 0; patch < rows * columns; patch++) {
        for (ModalityTokens.Layout layout : layouts) {
          for (int token = 0; token < layout.count(); token++) {
            values[at] = dates[layout.dates().get(token / layout.sets())];
            values[at + 1] = patch / columns * step;
            values[at + 2] = patch % columns * step;
            at += AXES;
          }
        }
      }
    }
    return owner.create(values, new Shape(acquisitions.size(), 1, tokens, AXES));
  }

  /**
   * Steps since the first date, as only differences matter. Unknown dates are taken to be one step
   * apart.
   */
  private float[] dates(List<LocalDateTime> dates) {
    float[] steps = new float[frames];
    for (int i = 0; i < frames; i++) {
      steps[i] =
          dates.size() == frames
              ? (float) ((days(dates.get(i)) - days(dates.get(0))) / DAYS_PER_STEP)
              : i;
    }
    return steps;
  }

  private static double days(LocalDateTime date) {
    return (date.getYear() - 2000) * DAYS_PER_YEAR
        + DAYS_BEFORE[date.getMonthValue() - 1]
        + date.getDayOfMonth()
        - 1;
  }

  private float step(Acquisition acquisition) {
    Double known = config.inputRes() == null ? acquisition.groundResolution() : config.inputRes();
    float resolution = known == null ? BASE_RESOLUTION : known.floatValue();
    return resolution * config.shape().patchSize() / BASE_RESOLUTION;
  }
}
