package org.eobench.datasets.raster.formats;

import static org.assertj.core.api.Assertions.assertThat;

import io.jhdf.api.dataset.ChunkedDataset;
import io.jhdf.exceptions.HdfException;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class Hdf5FillTest {
  /** A data set of chunks of 2 x 3, of which those at an odd chunk row were never written. */
  private static ChunkedDataset dataset(@Nullable Object fill) {
    return (ChunkedDataset)
        Proxy.newProxyInstance(
            Hdf5FillTest.class.getClassLoader(),
            new Class<?>[] {ChunkedDataset.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "getFillValue" -> fill;
                  case "getChunkDimensions" -> new int[] {2, 3};
                  case "getRawChunkBuffer" -> {
                    int[] offset = (int[]) arguments[0];
                    assertThat(offset[0] % 2 + offset[1] % 3).isZero();
                    if (offset[0] / 2 % 2 == 1) {
                      throw new HdfException("No chunk with offset");
                    }
                    yield ByteBuffer.allocate(1);
                  }
                  default -> throw new IllegalStateException(method.getName());
                });
  }

  @Test
  void replacesTheValuesOfChunksThatWereNeverWritten() {
    int[] count = {5, 7};
    double[] values = new double[35];
    Hdf5Fill.apply(dataset(-5f), values, new long[] {1, 2}, count);
    for (int i = 0; i < values.length; i++) {
      int row = 1 + i / 7;
      assertThat(values[i]).as("row %d", row).isEqualTo(row / 2 % 2 == 1 ? -5 : 0);
    }
  }

  @Test
  void leavesTheZerosOfADataSetWithoutAFillValue() {
    double[] values = new double[35];
    Hdf5Fill.apply(dataset(null), values, new long[] {1, 2}, new int[] {5, 7});
    assertThat(values).containsOnly(0);
  }
}
