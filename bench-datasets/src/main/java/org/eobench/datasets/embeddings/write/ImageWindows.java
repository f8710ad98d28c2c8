package org.eobench.datasets.embeddings.write;

import java.util.LinkedHashMap;
import java.util.Map;
import org.eobench.core.dataset.EmptyPixels;
import org.eobench.core.dataset.Image;
import org.eobench.core.dataset.NoTarget;
import org.eobench.core.dataset.Sample;

/** Windows of a preprocessed image in memory. */
final class ImageWindows implements WindowSource {
  private final Sample ready;
  private final int height;
  private final int width;
  private final EmptyCells empty;

  /**
   * @param ready the image as the encoder takes it
   * @param raw the image as it was read, NaN where it has no data; it may have another size
   * @param marksEmpty whether pixels without data count as such; otherwise they are filled
   */
  ImageWindows(Sample ready, Sample raw, boolean marksEmpty) {
    this.ready = ready;
    Image any = ready.images().values().iterator().next();
    this.height = any.height();
    this.width = any.width();
    this.empty = marksEmpty ? EmptyCells.of(raw) : new EmptyCells(new boolean[0], height, width);
  }

  @Override
  public int height() {
    return height;
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public Sample window(int row, int column, int size) {
    Map<String, Image> images = new LinkedHashMap<>();
    ready
        .images()
        .forEach((modality, image) -> images.put(modality, cut(image, row, column, size)));
    return new Sample(images, NoTarget.NONE, ready.ref(), ready.acquisition());
  }

  /** A window with zeros outside of the image, which is the mean after normalisation. */
  private static Image cut(Image image, int row, int column, int size) {
    if (row == 0 && column == 0 && image.height() == size && image.width() == size) {
      return image;
    }
    int planes = image.channels() * image.frames();
    float[] data = new float[planes * size * size];
    int left = Math.max(0, -column);
    int right = Math.min(size, image.width() - column);
    for (int plane = 0; plane < planes && left < right; plane++) {
      for (int r = Math.max(0, -row); r < Math.min(size, image.height() - row); r++) {
        int from = (plane * image.height() + row + r) * image.width() + column + left;
        System.arraycopy(image.data(), from, data, (plane * size + r) * size + left, right - left);
      }
    }
    return new Image(data, image.channels(), image.frames(), size, size);
  }

  @Override
  public boolean hasData(int row, int column, int rows, int columns) {
    return !empty.isEmpty(row, column, rows, columns, height, width);
  }

  /**
   * The pixels without data of an image.
   *
   * @param pixels {@code [H,W]}; of length 0 if every pixel has data
   * @param height H
   * @param width W
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record EmptyCells(boolean[] pixels, int height, int width) {
    static EmptyCells of(Sample raw) {
      Image any = raw.images().values().iterator().next();
      return new EmptyCells(EmptyPixels.inAll(raw.images().values()), any.height(), any.width());
    }

    /**
     * Whether no pixel of a rectangle has data.
     *
     * @param ofHeight rows of the image that the rectangle is in, which may be resized
     * @param ofWidth its columns
     */
    boolean isEmpty(int row, int column, int rows, int columns, int ofHeight, int ofWidth) {
      int top = Math.max(0, row);
      int left = Math.max(0, column);
      int bottom = Math.min(ofHeight, row + rows);
      int right = Math.min(ofWidth, column + columns);
      if (top >= bottom || left >= right) {
        return true;
      }
      if (pixels.length == 0) {
        return false;
      }
      int end = (int) (((long) right * width + ofWidth - 1) / ofWidth);
      int start = (int) ((long) left * width / ofWidth);
      int last = (int) (((long) bottom * height + ofHeight - 1) / ofHeight);
      for (int r = (int) ((long) top * height / ofHeight); r < last; r++) {
        for (int c = start; c < end; c++) {
          if (!pixels[r * width + c]) {
            return false;
          }
        }
      }
      return true;
    }
  }
}
