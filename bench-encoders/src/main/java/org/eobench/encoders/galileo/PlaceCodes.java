package org.eobench.encoders.galileo;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.eobench.core.dataset.Acquisition;

/** Codes of the position of a patch in its image, in units of 10 m on the ground. */
final class PlaceCodes {
  private static final float BASE_RESOLUTION = 10f;

  private final GalileoConfig config;

  PlaceCodes(GalileoConfig config) {
    this.config = config;
  }

  /** Codes of the patches, {@code [B,rows·columns,D/4]}. */
  NDArray of(List<Acquisition> acquisitions, int rows, int columns, NDManager owner) {
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
