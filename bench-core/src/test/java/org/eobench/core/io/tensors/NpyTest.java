package org.eobench.core.io.tensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.eobench.core.error.BenchException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NpyTest {
  @TempDir Path folder;

  private static byte[] npy(String header, byte[] data) {
    byte[] text = (header + "\n").getBytes(StandardCharsets.US_ASCII);
    ByteBuffer bytes =
        ByteBuffer.allocate(10 + text.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0});
    return bytes.putShort((short) text.length).put(text).put(data).array();
  }

  private NpyArray read(String descr, boolean fortran, String shape, byte[] data)
      throws IOException {
    String header =
        String.format(
            Locale.ROOT,
            "{'descr': '%s', 'fortran_order': %s, 'shape': (%s), }",
            descr,
            fortran ? "True" : "False",
            shape);
    return Npy.read(Files.write(folder.resolve("a.npy"), npy(header, data)));
  }

  @ParameterizedTest
  @CsvSource({
    "|b1,01,1",
    "|u1,ff,255",
    "|i1,ff,-1",
    "<u2,feff,65534",
    ">u2,fffe,65534",
    "<i2,feff,-2",
    ">i2,fffe,-2",
    "<u4,ffffffff,4294967295",
    ">i4,fffffffe,-2",
    "<i8,feffffffffffffff,-2",
    ">f4,3fc00000,1.5",
    "<f4,0000c03f,1.5",
    ">f8,3ff8000000000000,1.5",
    "<f2,003e,1.5",
    ">f2,3e00,1.5"
  })
  void readsEveryTypeInBothByteOrders(String descr, String hex, double expected)
      throws IOException {
    byte[] data = java.util.HexFormat.of().parseHex(hex);
    assertThat(read(descr, false, "", data).doubles()).containsExactly(expected);
  }

  @Test
  void turnsFortranOrderIntoCOrder() throws IOException {
    byte[] data = {0, 1, 2, 3, 4, 5};
    assertThat(read("|u1", true, "2, 3", data).longs()).containsExactly(0, 2, 4, 1, 3, 5);
    assertThat(read("|u1", true, "1, 2, 3", data).longs()).containsExactly(0, 2, 4, 1, 3, 5);
    assertThat(read("|u1", true, "6,", data).longs()).containsExactly(0, 1, 2, 3, 4, 5);
  }

  @Test
  void readsBackWhatWasWritten() {
    Path file = folder.resolve("b.npy");
    float[] values = {1, -2, Float.NaN, 4, 5, 6};
    NpyWriter.write(file, new long[] {3, 1, 2}, values);
    assertThat(Npy.read(file).floats()).isEqualTo(values);
    assertThat(Npy.read(file).shape()).containsExactly(3, 1, 2);
  }

  @Test
  void readsEveryArrayOfAnNpz() throws IOException {
    Path file = folder.resolve("a.npz");
    String header = "{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }";
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry("img.npy"));
      zip.write(npy(header, PickleSample.floats(1, 2)));
      zip.putNextEntry(new ZipEntry("msk.npy"));
      zip.write(npy(header, PickleSample.floats(3, 4)));
    }
    assertThat(Npz.read(file)).containsOnlyKeys("img", "msk");
    assertThat(Npz.read(file).values())
        .extracting(NpyArray::floats)
        .containsExactly(new float[] {1, 2}, new float[] {3, 4});
    assertThat(Npz.read(file, "msk").floats()).containsExactly(3, 4);
    assertThat(Npz.info(file, "msk").shape()).containsExactly(2);
    assertThat(Npz.info(file, "msk").dtype()).isEqualTo(TensorType.F32);
    assertThatThrownBy(() -> Npz.info(file, "mask"))
        .hasMessageContaining("the file has no array 'mask'")
        .hasMessageContaining("img, msk");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'descr': '|O', 'fortran_order': False, 'shape': (1,), }",
        "{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (1,), }",
        "{'descr': '<c8', 'fortran_order': False, 'shape': (1,), }",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999999999999,), }",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (4000000000, 4000000000), }",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (3,), }",
        "{'descr': '<f4', 'shape': (1,), }",
        "nothing"
      })
  void refusesHeadersThatItCannotTrust(String header) throws IOException {
    Path file = Files.write(folder.resolve("c.npy"), npy(header, new byte[8]));
    assertThatThrownBy(() -> Npy.read(file))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("c.npy");
  }

  @Test
  void answersChangedFilesWithASentence() throws IOException {
    Path file = folder.resolve("d.npy");
    NpyWriter.write(file, new long[] {3, 2}, new float[6]);
    byte[] original = Files.readAllBytes(file);
    Random random = new Random(4);
    int refused = 0;
    for (int i = 0; i < 2000; i++) {
      byte[] mutant =
          i % 9 == 0
              ? java.util.Arrays.copyOf(original, random.nextInt(original.length))
              : original.clone();
      if (mutant.length > 0) {
        mutant[random.nextInt(Math.min(mutant.length, 70))] = (byte) random.nextInt(256);
      }
      Files.write(file, mutant);
      try {
        Npy.read(file).floats();
      } catch (BenchException sentence) {
        refused++;
      }
    }
    assertThat(refused).isBetween(100, 1999);
  }
}
