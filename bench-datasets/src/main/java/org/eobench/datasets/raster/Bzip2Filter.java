package org.eobench.datasets.raster;

import io.jhdf.exceptions.HdfFilterException;
import io.jhdf.filter.Filter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;

/**
 * Bzip2, the registered filter 307 of HDF5, as h5py writes it with hdf5plugin. The library finds it
 * as a service.
 */
public final class Bzip2Filter implements Filter {
  /** Most bytes of one chunk; HDF5 itself allows 4 GiB. */
  private static final int LARGEST = 1 << 30;

  private static final int ID = 307;

  @Override
  public int getId() {
    return ID;
  }

  @Override
  public String getName() {
    return "bzip2";
  }

  @Override
  public byte[] decode(byte[] encoded, int[] filterData) {
    try (BZip2CompressorInputStream input =
        new BZip2CompressorInputStream(new ByteArrayInputStream(encoded))) {
      byte[] decoded = input.readNBytes(LARGEST);
      if (decoded.length == LARGEST) {
        throw new HdfFilterException("a chunk is larger than 1 GiB");
      }
      return decoded;
    } catch (IOException failure) {
      throw new HdfFilterException("bzip2: " + failure.getMessage(), failure);
    }
  }
}
