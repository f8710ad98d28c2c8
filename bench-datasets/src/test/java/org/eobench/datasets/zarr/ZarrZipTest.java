package org.eobench.datasets.zarr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.DeflaterOutputStream;
import org.eobench.core.error.BenchException;
import org.eobench.core.io.FilePart;
import org.eobench.core.io.geotiff.Window;
import org.eobench.testing.layouts.mesh.ZarrWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ZarrZipTest {
  @TempDir Path folder;

  private ZarrZip open(ZarrWriter group) throws IOException {
    Path file = Files.write(folder.resolve("a.zarr.zip"), group.zip());
    return ZarrZip.open(FilePart.whole(file), "a");
  }

  private static byte[] zlib(byte[] bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (DeflaterOutputStream out = new DeflaterOutputStream(packed)) {
      out.write(bytes);
    }
    return packed.toByteArray();
  }

  @Test
  void readsNumbersOfAllKinds() throws IOException {
    try (ZarrZip zip =
        open(
            new ZarrWriter()
                .array("a", "i2", new int[] {2, 3}, -5, 1, 2, 3, 4, 32767)
                .array("b", "f2", new int[] {3}, 0.5, Double.NaN, -11.25)
                .array("c", "f8", new int[] {}, 47.123456789)
                .array("d", "i8", new int[] {1}, 1588471637000000000.0)
                .array("e", "u1", new int[] {2}, 0, 255))) {
      assertThat(zip.read("a").values()).containsExactly(-5, 1, 2, 3, 4, 32767);
      assertThat(zip.read("a").shape()).containsExactly(2, 3);
      assertThat(zip.read("a").plane(0, new Window(1, 1, 1, 2))).containsExactly(4, 32767);
      assertThat(zip.read("b").values()).containsExactly(0.5, Double.NaN, -11.25);
      assertThat(zip.read("c").values()).containsExactly(47.123456789);
      assertThat(zip.read("d").values()).containsExactly(1588471637000000000.0);
      assertThat(zip.read("e").values()).containsExactly(0, 255);
      assertThat(zip.has("e")).isTrue();
      assertThat(zip.has("f")).isFalse();
    }
  }

  /** Three rows and five columns in chunks of two and three, the last of which are cut. */
  @Test
  void putsChunksInTheirPlaces() throws IOException {
    ZarrWriter group =
        new ZarrWriter()
            .metadata("a", "f2", new int[] {3, 5}, new int[] {2, 3}, "{\"id\": \"zlib\"}")
            .entry("a/0.0", zlib(ZarrWriter.bytes("f2", 0, 1, 2, 10, 11, 12)))
            .entry("a/0.1", zlib(ZarrWriter.bytes("f2", 3, 4, -1, 13, 14, -1)))
            .entry("a/1.1", zlib(ZarrWriter.bytes("f2", 23, 24, -1, -1, -1, -1)));
    try (ZarrZip zip = open(group)) {
      double none = Double.NaN; // The chunk 1.0 was never written.
      assertThat(zip.read("a").values())
          .containsExactly(0, 1, 2, 3, 4, 10, 11, 12, 13, 14, none, none, none, 23, 24);
    }
  }

  @Test
  void namesAMissingChunkOfAnArrayWithoutAFillValue() throws IOException {
    try (ZarrZip zip =
        open(new ZarrWriter().metadata("a", "i2", new int[] {2}, new int[] {2}, "null"))) {
      assertThatThrownBy(() -> zip.read("a"))
          .hasMessageContaining("[Bench/UnreadableZarr]")
          .hasMessageContaining("the chunk 0 is missing")
          .hasMessageContaining("a, array a");
    }
  }

  @Test
  void namesAMissingArrayAndTheNearestOne() throws IOException {
    try (ZarrZip zip = open(new ZarrWriter().array("bands", "u1", new int[] {1}, 1))) {
      assertThatThrownBy(() -> zip.read("band"))
          .hasMessageContaining("there is no array band")
          .hasMessageContaining("bands");
    }
  }

  @Test
  void refusesWhatItWouldReadWrongly() throws IOException {
    refused("\"<i2\"", "\">i2\"", "type >i2");
    refused("\"<i2\"", "\"<U2\"", "type <U2");
    refused("\"order\": \"C\"", "\"order\": \"F\"", "order F");
    refused("\"filters\": null", "\"filters\": [{\"id\": \"delta\"}]", "delta");
    refused("\"id\": \"blosc\"", "\"id\": \"lzma\"", "compressed with 'lzma'");
    refused("\"zarr_format\": 2", "\"zarr_format\": 3", "format 3");
    refused("\"shape\": [2, 3]", "\"shape\": [2, -3]", "shape is [2,-3]");
    refused("\"shape\": [2, 3]", "\"shape\": [200000, 300000]", "at most 256 MiB");
    refused("\"chunks\": [2, 3]", "\"chunks\": [2, 0]", "chunks is [2,0]");
    refused("\"chunks\": [2, 3]", "\"chunks\": [2]", "and 2 axes");
    refused("{\"chunks\"", "{chunks", "no JSON");
  }

  private void refused(String text, String other, String message) throws IOException {
    byte[] zip = new ZarrWriter().array("a", "i2", new int[] {2, 3}, 1, 2, 3, 4, 5, 6).zip();
    String latin = new String(zip, StandardCharsets.ISO_8859_1);
    int from = latin.indexOf("{\"chunks\"");
    int end = latin.indexOf("PK", from);
    String metadata = latin.substring(from, end);
    assertThat(metadata).contains(text);
    ZarrWriter group = new ZarrWriter();
    group.entry("a/.zarray", metadata.replace(text, other).getBytes(StandardCharsets.ISO_8859_1));
    try (ZarrZip open = open(group)) {
      assertThatThrownBy(() -> open.read("a"))
          .isInstanceOf(BenchException.class)
          .hasMessageContaining(message)
          .hasMessageContaining("a.zarr.zip");
    }
  }
}
