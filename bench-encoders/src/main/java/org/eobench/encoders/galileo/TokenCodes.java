package org.eobench.encoders.galileo;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.eobench.core.dataset.Acquisition;

/** What tells Galileo's tokens apart: their group of bands, date, month and place. */
final class TokenCodes {
  private static final float BASE_RESOLUTION = 10f;

  private final GalileoConfig config;
  private final int frames;

  TokenCodes(GalileoConfig config, int frames) {
    this.config = config;
    this.frames = frames;
  }

  /**
   * The month of each date, {@code [B,T]}, counted from 0. A sample whose dates are not as many as
   * its frames counts as undated.
   */
  NDArray months(List<Acquisition> acquisitions, NDManager owner) {
    long[] months = new long[acquisitions.size() * frames];
    for (int i = 0; i < months.length; i++) {
      var dates = acquisitions.get(i / frames).dates();
      boolean dated = dates.size() == frames;
      months[i] = (dated ? dates.get(i % frames).getMonthValue() : config.defaultMonth()) - 1;
    }
    return owner.create(months, new Shape(acquisitions.size(), frames));
  }

  /** Codes of the patches, {@code [B,rows·columns,D/4]}. */
  NDArray places(List<Acquisition> acquisitions, int rows, int columns, NDManager owner) {
    int width = config.codeWidth();
    int length = rows * columns * width;
    float[] places = new float[acquisitions.size() * length];
    for (int i = 0; i < acquisitions.size(); i++) {
      float step = resolution(acquisitions.get(i)) * config.shape().patchSize() / BASE_RESOLUTION;
      System.arraycopy(
          GalileoCodes.places(width, rows, columns, step), 0, places, i * length, length);
    }
    return owner.create(places, new Shape(acquisitions.size(), (long) rows * columns, width));
  }

  private float resolution(Acquisition acquisition) {
    if (config.inputRes() != null) {
      return config.inputRes().floatValue();
    }
    Double known = acquisition.groundResolution();
    return known == null ? BASE_RESOLUTION : known.floatValue();
  }
}
