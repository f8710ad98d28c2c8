package org.eobench.datasets.embeddings.write;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.eobench.core.dataset.Acquisition;
import org.eobench.core.dataset.Band;
import org.eobench.core.dataset.EmptyPixels;
import org.eobench.core.dataset.Image;
import org.eobench.core.dataset.NoTarget;
import org.eobench.core.dataset.Sample;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.io.geotiff.Window;
import org.eobench.core.preprocess.Preprocessor;
import org.eobench.core.preprocess.SampleRandom;
import org.eobench.datasets.raster.ChipPlace;
import org.eobench.datasets.raster.formats.Grid;
import org.eobench.datasets.raster.formats.NamedBands;
import org.eobench.datasets.raster.formats.RasterFile;
import org.eobench.datasets.raster.formats.RasterSource;

/**
 * A raster file of any size as windows that went through the preprocessing of a data set. It reads
 * blocks of a limited size and cuts the windows out of them. Not thread-safe.
 */
final class SceneFile implements WindowSource, AutoCloseable {
  /** Values of a block in memory, unless a single window has more. */
  private static final long BLOCK = 1L << 24;

  private final Path file;
  private final RasterSource source;
  private final Grid grid;
  private final String modality;
  private final int[] channels;
  private final int named;
  private final Preprocessor chain;
  private Window inMemory = new Window(0, 0, 1, 1);
  private float[] block = {};
  private boolean[] empty = {};

  /**
   * Opens a file.
   *
   * @param bands bands of the file in file order, by the one modality that it shows
   * @throws org.eobench.core.error.BenchException if the file cannot be read or has other bands
   */
  SceneFile(Path file, Map.Entry<String, List<Band>> bands, Preprocessor chain) {
    this.file = file;
    this.chain = chain;
    this.modality = bands.getKey();
    List<String> names = bands.getValue().stream().map(Band::name).toList();
    this.named = names.size();
    this.source = RasterFile.of(file).open(named);
    try {
      NamedBands.require(source, names);
      this.channels =
          NamedBands.indices(
              file.toString(), names, chain.input().bands().getOrDefault(modality, List.of()));
    } catch (RuntimeException wrong) {
      source.close();
      throw wrong;
    }
    this.grid = source.header().grid();
  }

  Grid grid() {
    return grid;
  }

  @Override
  public int height() {
    return grid.height();
  }

  @Override
  public int width() {
    return grid.width();
  }

  @Override
  public void prepare(int row, int column, int size) {
    int top = Math.max(0, row);
    int bottom = Math.min(grid.height(), row + size);
    int left = Math.max(0, column);
    int right = Math.min(grid.width(), column + size);
    if (top < bottom && left < right) {
      load(top, bottom, left, right);
    }
  }

  @Override
  public Sample window(int row, int column, int size) {
    int top = Math.max(0, row);
    int bottom = Math.min(grid.height(), row + size);
    int left = Math.max(0, column);
    int right = Math.min(grid.width(), column + size);
    float[] data = new float[channels.length * size * size];
    Arrays.fill(data, Float.NaN);
    if (top < bottom && left < right) {
      load(top, bottom, left, right);
      int plane = inMemory.height() * inMemory.width();
      for (int band = 0; band < channels.length; band++) {
        for (int r = top; r < bottom; r++) {
          int from = band * plane + (r - inMemory.row()) * inMemory.width() + left - inMemory.col();
          int to = (band * size + r - row) * size + left - column;
          System.arraycopy(block, from, data, to, right - left);
        }
      }
    }
    Image image = new Image(data, channels.length, 1, size, size);
    Sample raw =
        new Sample(
            Map.of(modality, image),
            NoTarget.NONE,
            new SampleRef(file.getFileName().toString(), List.of(file)),
            acquisition(row, column, size));
    RandomGenerator random = SampleRandom.of(0, 0, 0);
    return chain.apply(raw, random);
  }

  private Acquisition acquisition(int row, int column, int size) {
    if (grid.transform() == null) {
      return Acquisition.UNKNOWN;
    }
    Grid part =
        new Grid(size, size, grid.crs(), grid.projection(), grid.transform().shifted(row, column));
    return ChipPlace.of(part, part.all(), List.of(), null);
  }

  /** Reads the rows, and as many columns as may be in memory, unless they are there. */
  private void load(int top, int bottom, int left, int right) {
    boolean there =
        block.length > 0
            && inMemory.row() <= top
            && inMemory.row() + inMemory.height() >= bottom
            && inMemory.col() <= left
            && inMemory.col() + inMemory.width() >= right;
    if (there) {
      return;
    }
    long most = Math.max(right - left, BLOCK / channels.length / (bottom - top));
    int width = (int) Math.min(most, grid.width() - left);
    inMemory = new Window(top, left, bottom - top, width);
    block = new float[0]; // so that two blocks are never in memory
    block = source.measured(channels, 0, inMemory, named, null, null);
    empty =
        EmptyPixels.inAll(
            List.of(new Image(block, channels.length, 1, inMemory.height(), inMemory.width())));
  }

  @Override
  public boolean hasData(int row, int column, int rows, int columns) {
    int top = Math.max(0, row);
    int bottom = Math.min(grid.height(), row + rows);
    int left = Math.max(0, column);
    int right = Math.min(grid.width(), column + columns);
    if (top >= bottom || left >= right) {
      return false;
    }
    load(top, bottom, left, right);
    if (empty.length == 0) {
      return true;
    }
    for (int r = top - inMemory.row(); r < bottom - inMemory.row(); r++) {
      for (int c = left - inMemory.col(); c < right - inMemory.col(); c++) {
        if (!empty[r * inMemory.width() + c]) {
          return true;
        }
      }
    }
    return false;
  }

  @Override
  public void close() {
    source.close();
  }
}
