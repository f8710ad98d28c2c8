package org.eobench.datasets.raster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jhdf.exceptions.HdfFilterException;
import io.jhdf.filter.Filter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.ServiceLoader;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.junit.jupiter.api.Test;

class Bzip2FilterTest {
  private static byte[] packed(byte[] bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (BZip2CompressorOutputStream output = new BZip2CompressorOutputStream(packed)) {
      output.write(bytes);
    }
    return packed.toByteArray();
  }

  @Test
  void decodesWhatBzip2Encoded() throws IOException {
    byte[] bytes = new byte[300_000];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (i * i / 7);
    }
    byte[] packed = packed(bytes);
    assertThat(new Bzip2Filter().decode(packed, new int[] {9})).isEqualTo(bytes);
    assertThatThrownBy(
            () -> new Bzip2Filter().decode(Arrays.copyOf(packed, packed.length / 2), new int[0]))
        .isInstanceOf(HdfFilterException.class)
        .hasMessageContaining("bzip2");
  }

  @Test
  void isKnownToTheLibrary() {
    assertThat(ServiceLoader.load(Filter.class))
        .filteredOn(filter -> filter.getId() == 307)
        .singleElement()
        .isInstanceOf(Bzip2Filter.class);
  }
}
