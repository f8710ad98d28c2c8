package org.eobench.datasets.folder;

import java.util.ArrayList;
import java.util.List;
import org.eobench.core.io.geotiff.Window;

/** Cuts a part of an image into windows. */
final class Tiling {
  private record Span(int start, int length) {}

  private Tiling() {}

  /**
   * Windows of exactly {@code size} x {@code size} that cover the part evenly, for training.
   * Neighbours overlap if the part is not a multiple of the size.
   *
   * @return no windows if the part is smaller than one window
   */
  static List<Window> covering(Window part, int size) {
    if (size == 0) {
      return List.of(part);
    }
    return windows(
        covering(part.row(), part.height(), size), covering(part.col(), part.width(), size));
  }

  /**
   * Windows that tile the part without overlap, with sides of at least {@code size} and less than
   * twice that, for evaluation: every pixel counts once.
   *
   * @return no windows if the part is smaller than one window
   */
  static List<Window> dividing(Window part, int size) {
    if (size == 0) {
      return List.of(part);
    }
    return windows(
        dividing(part.row(), part.height(), size), dividing(part.col(), part.width(), size));
  }

  private static List<Window> windows(List<Span> rows, List<Span> cols) {
    List<Window> windows = new ArrayList<>();
    for (Span row : rows) {
      for (Span col : cols) {
        windows.add(new Window(row.start, col.start, row.length, col.length));
      }
    }
    return windows;
  }

  private static List<Span> covering(int start, int length, int size) {
    List<Span> spans = new ArrayList<>();
    int count = length < size ? 0 : (length + size - 1) / size;
    for (int i = 0; i < count; i++) {
      int shift = count == 1 ? 0 : (int) ((long) i * (length - size) / (count - 1));
      spans.add(new Span(start + shift, size));
    }
    return spans;
  }

  private static List<Span> dividing(int start, int length, int size) {
    List<Span> spans = new ArrayList<>();
    int count = length / size;
    for (int i = 0; i < count; i++) {
      int from = (int) ((long) i * length / count);
      int to = (int) ((long) (i + 1) * length / count);
      spans.add(new Span(start + from, to - from));
    }
    return spans;
  }
}
