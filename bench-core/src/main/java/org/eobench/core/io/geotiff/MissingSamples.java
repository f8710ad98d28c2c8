package org.eobench.core.io.geotiff;

import java.util.Arrays;

/** Copies samples into a float array and replaces nodata by NaN. */
final class MissingSamples {
  private MissingSamples() {}

  /**
   * For types that float represents exactly.
   *
   * @param floats copies samples into {@code values}
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Narrow(SampleRun floats, float[] values, SampleType type, double nodata)
      implements SampleRun {
    @Override
    public void copy(
        TiffBlockDecoder.Block block, int rowStart, int first, int step, int to, int count) {
      floats.copy(block, rowStart, first, step, to, count);
      for (int i = to; i < to + count; i++) {
        if (type.isSame(values[i], nodata)) {
          values[i] = Float.NaN;
        }
      }
    }

    @Override
    public void fill(int to, int count, double value) {
      Arrays.fill(values, to, to + count, type.isSame(value, nodata) ? Float.NaN : (float) value);
    }
  }

  /** For types with more digits, which are compared before rounding. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Wide(TiffLayout layout, float[] values, double nodata) implements SampleRun {
    @Override
    public void copy(
        TiffBlockDecoder.Block block, int rowStart, int first, int step, int to, int count) {
      double[] run = new double[count];
      new ToDoubles(layout, run).copy(block, rowStart, first, step, 0, count);
      for (int i = 0; i < count; i++) {
        values[to + i] = layout.type.isSame(run[i], nodata) ? Float.NaN : (float) run[i];
      }
    }

    @Override
    public void fill(int to, int count, double value) {
      boolean none = layout.type.isSame(value, nodata);
      Arrays.fill(values, to, to + count, none ? Float.NaN : (float) value);
    }
  }
}
