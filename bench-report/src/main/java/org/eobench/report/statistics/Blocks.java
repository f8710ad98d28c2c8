package org.eobench.report.statistics;

import java.util.Arrays;

/**
 * Test samples in groups that are drawn together, because neighbours on the ground resemble each
 * other: an interval over single samples would be too narrow.
 */
public final class Blocks {
  private final int[][] samples;

  private Blocks(int[][] samples) {
    this.samples = samples;
  }

  /**
   * Groups samples.
   *
   * @param blockOfSample block of each sample, numbered from 0; a number may be unused
   */
  public static Blocks of(int[] blockOfSample) {
    int[][] samples = new int[Arrays.stream(blockOfSample).max().orElse(-1) + 1][0];
    int[] sizes = new int[samples.length];
    Arrays.stream(blockOfSample).forEach(block -> sizes[block]++);
    Arrays.setAll(samples, block -> new int[sizes[block]]);
    for (int i = blockOfSample.length - 1; i >= 0; i--) {
      samples[blockOfSample[i]][--sizes[blockOfSample[i]]] = i;
    }
    return new Blocks(Arrays.stream(samples).filter(own -> own.length > 0).toArray(int[][]::new));
  }

  /** Number of blocks that hold a sample. */
  public int count() {
    return samples.length;
  }

  /** The samples of a block. */
  public int[] of(int block) {
    return samples[block].clone();
  }

  /** The samples of drawn blocks, as often as their block was drawn. */
  public int[] samples(int[] drawnBlocks) {
    // No stream: a bootstrap does this millions of times.
    int count = 0;
    for (int block : drawnBlocks) {
      count += samples[block].length;
    }
    int[] drawn = new int[count];
    int at = 0;
    for (int block : drawnBlocks) {
      for (int sample : samples[block]) {
        drawn[at++] = sample;
      }
    }
    return drawn;
  }
}
