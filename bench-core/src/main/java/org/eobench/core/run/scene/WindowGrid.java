package org.eobench.core.run.scene;

import java.util.ArrayList;
import java.util.List;

/**
 * Where the windows of a scene are, and the blocks of its pixels that are computed one after
 * another. A block is computed from all windows that touch it, so blocks do not depend on each
 * other.
 *
 * @param height rows of the scene
 * @param width columns of the scene
 * @param windowHeight rows of a window
 * @param windowWidth columns of a window
 * @param rows first rows of the windows, ascending
 * @param columns first columns of the windows, ascending
 * @param side rows and columns of a block
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record WindowGrid(
    int height, int width, int windowHeight, int windowWidth, int[] rows, int[] columns, int side) {

  /**
   * A part of the scene that is computed at once.
   *
   * @param row its row among the blocks
   * @param column its column among the blocks
   * @param top first row of its pixels
   * @param left first column of its pixels
   */
  record Block(int row, int column, int top, int left, int height, int width) {
    int pixels() {
      return height * width;
    }
  }

  /**
   * Windows that touch a range of pixels along one axis.
   *
   * @param first the first of them
   * @param end the one after the last
   */
  record Span(int first, int end) {
    int count() {
      return end - first;
    }
  }

  /** All blocks, row by row. */
  List<Block> blocks() {
    List<Block> blocks = new ArrayList<>();
    for (int top = 0; top < height; top += side) {
      for (int left = 0; left < width; left += side) {
        int down = Math.min(side, height - top);
        int across = Math.min(side, width - left);
        blocks.add(new Block(top / side, left / side, top, left, down, across));
      }
    }
    return blocks;
  }

  /** The rows of windows that touch a block. */
  Span rows(Block block) {
    return span(rows, windowHeight, block.top(), block.height());
  }

  /** The columns of windows that touch a block. */
  Span columns(Block block) {
    return span(columns, windowWidth, block.left(), block.width());
  }

  private static Span span(int[] starts, int window, int from, int size) {
    int first = 0;
    while (starts[first] + window <= from) {
      first++;
    }
    int end = first;
    while (end < starts.length && starts[end] < from + size) {
      end++;
    }
    return new Span(first, end);
  }

  /** The number of windows that are computed for a block. */
  int windows(Block block) {
    return rows(block).count() * columns(block).count();
  }

  /** The number of windows that cover each row of a block. */
  float[] down(Block block) {
    return cover(rows, windowHeight, block.top(), block.height());
  }

  /** The number of windows that cover each column of a block. */
  float[] across(Block block) {
    return cover(columns, windowWidth, block.left(), block.width());
  }

  private static float[] cover(int[] starts, int window, int from, int size) {
    float[] cover = new float[size];
    for (int start : starts) {
      int end = Math.min(from + size, start + window);
      for (int i = Math.max(from, start); i < end; i++) {
        cover[i - from]++;
      }
    }
    return cover;
  }
}
