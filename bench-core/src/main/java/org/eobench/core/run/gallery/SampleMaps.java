package org.eobench.core.run.gallery;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.logger.LoggedPicture;
import org.eobench.core.metrics.PixelClasses;
import org.eobench.core.metrics.pixels.PixelValues;

/** The target of a sample and its prediction side by side, in the colours of the gallery. */
public final class SampleMaps {
  /** Columns between the two maps. */
  private static final int GAP = 4;

  private SampleMaps() {}

  /**
   * The picture.
   *
   * @param sample a sample as the metrics of its task take it
   * @return empty if its target is not a map
   */
  public static Optional<LoggedPicture> of(Object sample, int height, int width, DatasetSpec spec) {
    if (sample instanceof PixelClasses pixels) {
      ClassColours colours = new ClassColours(pixels, spec.ignoreIndex());
      return Optional.of(sideBySide(height, width, colours.target(), colours.predicted()));
    }
    if (sample instanceof PixelValues values && values.length() > 1) {
      ValueColours colours = ValueColours.of(values);
      return Optional.of(sideBySide(height, width, colours.measured(), colours.predicted()));
    }
    return Optional.empty();
  }

  private static LoggedPicture sideBySide(
      int height, int width, IntUnaryOperator target, IntUnaryOperator prediction) {
    int whole = 2 * width + GAP;
    Picture picture =
        Picture.of(
            height,
            whole,
            pixel -> {
              int row = pixel / whole;
              int column = pixel % whole;
              if (column < width) {
                return target.applyAsInt(row * width + column);
              }
              return column < width + GAP
                  ? Palette.NONE
                  : prediction.applyAsInt(row * width + column - width - GAP);
            });
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    try {
      picture.png(png);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return new LoggedPicture(picture.width(), picture.height(), png.toByteArray());
  }
}
