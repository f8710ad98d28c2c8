package org.eobench.core.preprocess.augment;

import org.eobench.core.dataset.Image;
import org.eobench.core.dataset.PixelMapping;
import org.eobench.core.dataset.Sample;
import org.eobench.core.preprocess.PixelSize;

/**
 * One of the eight ways to lay a square onto itself: first transposed or not, then mirrored.
 *
 * @param transposed whether rows become columns
 * @param flippedRows whether top and bottom are swapped
 * @param flippedColumns whether left and right are swapped
 */
public record Symmetry(boolean transposed, boolean flippedRows, boolean flippedColumns) {

  /**
   * A turn to the left, as {@code numpy.rot90} does.
   *
   * @param quarters number of quarter turns
   */
  static Symmetry turn(int quarters) {
    return switch (Math.floorMod(quarters, 4)) {
      case 0 -> new Symmetry(false, false, false);
      case 1 -> new Symmetry(true, true, false);
      case 2 -> new Symmetry(false, true, true);
      default -> new Symmetry(true, false, true);
    };
  }

  private boolean changesNothing() {
    return !transposed && !flippedRows && !flippedColumns;
  }

  /** The sample with all its images and its target moved; a target of the whole image stays. */
  Sample of(Sample sample) {
    return changesNothing()
        ? sample
        : sample.with(this::of).with(sample.target().mapped(new Mapping(PixelSize.of(sample))));
  }

  /** The image with its pixels moved. */
  public Image of(Image image) {
    if (changesNothing()) {
      return image;
    }
    int rows = image.height();
    int columns = image.width();
    int[] sources = sources(rows, columns);
    float[] data = image.data();
    float[] moved = new float[data.length];
    for (int start = 0; start < data.length; start += sources.length) {
      for (int i = 0; i < sources.length; i++) {
        moved[start + i] = data[start + sources[i]];
      }
    }
    return transposed
        ? new Image(moved, image.channels(), image.frames(), columns, rows)
        : new Image(moved, image.channels(), image.frames(), rows, columns);
  }

  /** For each pixel of the result, in C order, the index of the pixel it comes from. */
  private int[] sources(int rows, int columns) {
    int height = transposed ? columns : rows;
    int width = transposed ? rows : columns;
    int[] sources = new int[rows * columns];
    for (int r = 0; r < height; r++) {
      for (int c = 0; c < width; c++) {
        int row = flippedRows ? height - 1 - r : r;
        int column = flippedColumns ? width - 1 - c : c;
        sources[r * width + c] = transposed ? column * columns + row : row * columns + column;
      }
    }
    return sources;
  }

  private final class Mapping implements PixelMapping {
    private final PixelSize size;

    Mapping(PixelSize size) {
      this.size = size;
    }

    @Override
    public int height() {
      return transposed ? size.width() : size.height();
    }

    @Override
    public int width() {
      return transposed ? size.height() : size.width();
    }

    @Override
    public int[] labels(int[] labels, int rows, int columns) {
      int[] sources = sources(rows, columns);
      int[] moved = new int[labels.length];
      for (int i = 0; i < moved.length; i++) {
        moved[i] = labels[sources[i]];
      }
      return moved;
    }

    @Override
    public float[] values(float[] values, int rows, int columns) {
      int[] sources = sources(rows, columns);
      float[] moved = new float[values.length];
      for (int i = 0; i < moved.length; i++) {
        moved[i] = values[sources[i]];
      }
      return moved;
    }
  }
}
