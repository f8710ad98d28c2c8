package org.eobench.core.run.gallery;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.logger.LoggedPicture;
import org.eobench.core.metrics.PixelClasses;
import org.eobench.core.metrics.pixels.PixelValues;

/** The target of a sample and its prediction side by side, in the colours of the gallery. */
public final class SampleMaps {
  private SampleMaps() {}

  /**
   * The picture.
   *
   * @param sample a sample as the metrics of its task take it
   * @return empty if its target is not a map
   */
  public static Optional<LoggedPicture> of(Object sample, int height, int width, DatasetSpec spec) {
    if (sample instanceof PixelClasses pixels) {
      return Optional.of(sideBySide(PackedMaps.of(pixels, spec.ignoreIndex())));
    }
    if (sample instanceof PixelValues values && values.length() > 1) {
      return Optional.of(sideBySide(PackedMaps.of(values, height, width)));
    }
    return Optional.empty();
  }

  private static LoggedPicture sideBySide(PackedMaps maps) {
    Picture picture = maps.target().beside(maps.prediction());
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    try {
      picture.png(png);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return new LoggedPicture(picture.width(), picture.height(), png.toByteArray());
  }
}
