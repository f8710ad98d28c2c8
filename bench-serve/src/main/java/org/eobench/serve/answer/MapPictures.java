package org.eobench.serve.answer;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.Image;
import org.eobench.core.io.PictureFiles;
import org.eobench.core.preprocess.ImageSpec;
import org.eobench.core.run.gallery.Composite;
import org.eobench.core.run.gallery.Palette;
import org.eobench.core.run.predictions.ImagePrediction;

/** Images and predictions as PNG, pixel by pixel; pixels without data are transparent. */
public final class MapPictures {
  private static final int NOTHING = 0;

  private MapPictures() {}

  /** Three bands as red, green and blue, or one as grey. */
  public static byte[] image(Map<String, Image> images, DatasetSpec spec) throws IOException {
    Composite composite = Composite.of(spec, ImageSpec.of(spec));
    Image shown = images.get(composite.modality());
    if (shown == null) {
      throw new IllegalStateException("no image of " + composite.modality());
    }
    return png(shown.height(), shown.width(), composite.colours(shown));
  }

  /**
   * Classes in the colours of {@link Palette}, or values from dark to light.
   *
   * @param range the values that have the first and the last colour
   */
  static byte[] prediction(ImagePrediction prediction, ValueRange range) throws IOException {
    IntUnaryOperator colour =
        prediction.hasClasses()
            ? pixel -> Palette.ofClass(prediction.classes()[pixel])
            : pixel -> Palette.ofValue(range.share(prediction.values()[pixel]));
    return png(
        prediction.height(),
        prediction.width(),
        pixel -> prediction.hasData(pixel) ? colour.applyAsInt(pixel) : NOTHING);
  }

  private static byte[] png(int height, int width, IntUnaryOperator colour) throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
    int[] row = new int[width];
    for (int r = 0; r < height; r++) {
      for (int c = 0; c < width; c++) {
        row[c] = colour.applyAsInt(r * width + c);
      }
      image.setRGB(0, r, width, 1, row, 0, width);
    }
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    PictureFiles.png(image, png);
    return png.toByteArray();
  }
}
