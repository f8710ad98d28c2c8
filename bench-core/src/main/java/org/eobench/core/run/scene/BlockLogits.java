package org.eobench.core.run.scene;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.eobench.core.dataset.EmptyPixels;
import org.eobench.core.dataset.ImagePart;
import org.eobench.core.dataset.Sample;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.run.scene.WindowGrid.Block;
import org.eobench.core.run.scene.WindowGrid.Span;
import org.jspecify.annotations.Nullable;

/**
 * The logits of blocks of a scene: the mean over all windows that cover a pixel, as in the
 * evaluator. Windows without any data are left out. A second thread reads the next windows while
 * the model works.
 */
final class BlockLogits implements AutoCloseable {
  /** Values that are read at once, unless a single window has more. */
  private static final long READ_AT_ONCE = 1L << 21;

  private final WindowModel model;
  private final WindowGrid grid;
  private final SceneReader reader;
  private final Listener listener;
  private final long valuesPerPixel;

  // Kept, because the heap would grow with the number of blocks that it has to collect.
  private final float[] sum;
  private final boolean[] empty;

  private final ExecutorService ahead =
      Executors.newSingleThreadExecutor(
          work -> {
            Thread thread = new Thread(work, "scene-reader");
            thread.setDaemon(true);
            return thread;
          });

  /** Follows the windows that are done. */
  interface Listener {
    /**
     * Some windows are done; may throw to end the work.
     *
     * @param predicted windows that the model saw
     * @param skipped windows without data
     */
    void windows(int predicted, int skipped);
  }

  /**
   * A block, until the next one is computed.
   *
   * @param logits begins with {@code [K,h,w]}, which say nothing where a pixel is empty
   * @param empty begins with which pixels have no data, {@code [h,w]}
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Logits(Block block, float[] logits, boolean[] empty) {
    long emptyPixels() {
      return IntStream.range(0, block.pixels()).filter(pixel -> empty[pixel]).count();
    }
  }

  /** A window whose images the model takes. */
  private record Ready(int row, int column, Sample sample) {}

  /**
   * Neighbouring windows.
   *
   * @param part the pixels that they cover
   * @param pixels which of these have no data
   */
  private record Strip(ImagePart part, ScenePixels pixels, List<Ready> windows, int skipped) {}

  BlockLogits(
      WindowModel model, WindowGrid grid, SceneReader reader, int frames, Listener listener) {
    this.model = model;
    this.grid = grid;
    this.reader = reader;
    this.listener = listener;
    this.valuesPerPixel =
        (long) frames * Math.max(1, model.bands().values().stream().mapToInt(List::size).sum());
    int pixels = Math.min(grid.side(), grid.height()) * Math.min(grid.side(), grid.width());
    this.sum = new float[Math.multiplyExact(model.outputs(), pixels)];
    this.empty = new boolean[pixels];
  }

  /** Computes a block; what the one before it gave is lost. */
  Logits of(Block block) {
    Arrays.fill(sum, 0, model.outputs() * block.pixels(), 0);
    Arrays.fill(empty, true);
    List<Ready> waiting = new ArrayList<>();
    Iterator<ImagePart> parts = parts(block).iterator();
    Future<Strip> next = submit(parts);
    while (next != null) {
      Strip strip = result(next);
      next = submit(parts);
      mark(strip, block);
      listener.windows(0, strip.skipped);
      for (Ready window : strip.windows) {
        waiting.add(window);
        if (waiting.size() == model.batch()) {
          add(waiting, block);
        }
      }
    }
    add(waiting, block);
    divide(block);
    return new Logits(block, sum, empty);
  }

  /**
   * The parts that are read one after another: windows of one row, as many as fit, or whole rows of
   * windows, so that the blocks of a file are decoded few times.
   */
  private List<ImagePart> parts(Block block) {
    Span rows = grid.rows(block);
    Span columns = grid.columns(block);
    long pixels = READ_AT_ONCE / valuesPerPixel;
    int wide = span(grid.columns(), columns.first(), columns.end() - 1, windowWidth());
    List<ImagePart> parts = new ArrayList<>();
    int row = rows.first();
    while (row < rows.end()) {
      int below = row + 1;
      while (below < rows.end()
          && (long) wide * span(grid.rows(), row, below, windowHeight()) <= pixels) {
        below++;
      }
      int height = span(grid.rows(), row, below - 1, windowHeight());
      int column = columns.first();
      while (column < columns.end()) {
        int next = column + 1;
        while (next < columns.end()
            && (long) height * span(grid.columns(), column, next, windowWidth()) <= pixels) {
          next++;
        }
        int width = span(grid.columns(), column, next - 1, windowWidth());
        parts.add(new ImagePart(grid.rows()[row], grid.columns()[column], height, width));
        column = next;
      }
      row = below;
    }
    return parts;
  }

  /** Pixels along an axis that windows from one to another cover. */
  private static int span(int[] starts, int first, int last, int window) {
    return starts[last] + window - starts[first];
  }

  /** Rows of a window; a scene may have fewer than the model takes. */
  private int windowHeight() {
    return Math.min(grid.windowHeight(), grid.height());
  }

  private int windowWidth() {
    return Math.min(grid.windowWidth(), grid.width());
  }

  private @Nullable Future<Strip> submit(Iterator<ImagePart> parts) {
    if (!parts.hasNext()) {
      return null;
    }
    ImagePart part = parts.next();
    return ahead.submit(() -> strip(part));
  }

  private static Strip result(Future<Strip> strip) {
    try {
      return strip.get();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new BenchException(
          ExitCode.INTERRUPTED,
          Problem.of("Interrupted", "reading was stopped before the end of the scene"));
    } catch (ExecutionException failure) {
      if (failure.getCause() instanceof Error error) {
        throw error;
      }
      throw failure.getCause() instanceof RuntimeException known
          ? known
          : new IllegalStateException(failure.getCause());
    }
  }

  private Strip strip(ImagePart part) {
    Sample raw = reader.read(part);
    ScenePixels pixels = ScenePixels.of(raw);
    List<Ready> windows = new ArrayList<>();
    int skipped = 0;
    boolean nothing = pixels.empty().length > 0 && EmptyPixels.all(pixels.empty());
    for (int row : starts(grid.rows(), windowHeight(), part.row(), part.height())) {
      for (int column : starts(grid.columns(), windowWidth(), part.column(), part.width())) {
        ImagePart window = new ImagePart(row, column, windowHeight(), windowWidth());
        if (nothing || isEmpty(pixels, part, window)) {
          skipped++;
        } else {
          Sample ready = model.prepared(reader.window(raw, part, window));
          windows.add(new Ready(row, column, ready));
        }
      }
    }
    return new Strip(part, pixels, windows, skipped);
  }

  /** The first pixels of the windows that lie within a part. */
  private static int[] starts(int[] all, int window, int from, int size) {
    return Arrays.stream(all)
        .filter(start -> start >= from && start + window <= from + size)
        .toArray();
  }

  private static boolean isEmpty(ScenePixels pixels, ImagePart of, ImagePart window) {
    if (pixels.empty().length == 0) {
      return false;
    }
    int top = window.row() - of.row();
    int left = window.column() - of.column();
    for (int row = top; row < top + window.height(); row++) {
      for (int column = left; column < left + window.width(); column++) {
        if (!pixels.isEmpty(row * of.width() + column)) {
          return false;
        }
      }
    }
    return true;
  }

  /** Notes which pixels of a block have data. */
  private void mark(Strip strip, Block block) {
    ImagePart part = strip.part;
    int top = Math.max(part.row(), block.top());
    int bottom = Math.min(part.row() + part.height(), block.top() + block.height());
    int left = Math.max(part.column(), block.left());
    int right = Math.min(part.column() + part.width(), block.left() + block.width());
    for (int row = top; row < bottom; row++) {
      for (int column = left; column < right; column++) {
        int from = (row - part.row()) * part.width() + column - part.column();
        int to = (row - block.top()) * block.width() + column - block.left();
        empty[to] = strip.pixels.isEmpty(from);
      }
    }
  }

  /** Predicts the windows that wait and adds their logits. */
  private void add(List<Ready> windows, Block block) {
    if (windows.isEmpty()) {
      return;
    }
    int height = windowHeight();
    int width = windowWidth();
    float[] logits = model.logits(windows.stream().map(Ready::sample).toList(), height, width);
    for (int i = 0; i < windows.size(); i++) {
      add(windows.get(i), i, logits, block);
    }
    int done = windows.size();
    windows.clear();
    listener.windows(done, 0);
  }

  private void add(Ready window, int index, float[] logits, Block block) {
    int height = windowHeight();
    int width = windowWidth();
    int top = Math.max(window.row, block.top());
    int bottom = Math.min(window.row + height, block.top() + block.height());
    int left = Math.max(window.column, block.left());
    int right = Math.min(window.column + width, block.left() + block.width());
    for (int k = 0; k < model.outputs(); k++) {
      int plane = (index * model.outputs() + k) * height;
      for (int row = top; row < bottom; row++) {
        int from = (plane + row - window.row) * width + left - window.column;
        int to = (k * block.height() + row - block.top()) * block.width() + left - block.left();
        for (int column = left; column < right; column++) {
          sum[to++] += logits[from++];
        }
      }
    }
  }

  private void divide(Block block) {
    float[] down = grid.down(block);
    float[] across = grid.across(block);
    int at = 0;
    for (int k = 0; k < model.outputs(); k++) {
      for (float rows : down) {
        for (float columns : across) {
          sum[at++] /= rows * columns;
        }
      }
    }
  }

  @Override
  public void close() {
    ahead.shutdownNow();
  }
}
