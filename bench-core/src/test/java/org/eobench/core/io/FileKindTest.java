package org.eobench.core.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.eobench.core.error.BenchException;
import org.eobench.core.io.geotiff.GeoTiffReader;
import org.eobench.core.io.tensors.TensorFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileKindTest {
  private static final String PNG = "\u0089PNG\r\n\u001a\n\0\0\0\rIHDR";

  @TempDir private Path folder;

  @Test
  void callsAnImageOfAnotherFormatByItsName() throws IOException {
    for (Beginning like :
        new Beginning[] {
          new Beginning(PNG, "a PNG image"),
          new Beginning("\u00ff\u00d8\u00ff\u00e0\0\u0010JFIF", "a JPEG image"),
          new Beginning("\u0089HDF\r\n\u001a\n\0\0\0", "an HDF5"),
          new Beginning("{\"type\": \"FeatureCollection\"}", "a JSON file"),
          new Beginning("  <!DOCTYPE html>\n<html>", "a web page"),
          new Beginning("version https://git-lfs.github.com/spec/v1\n", "a Git LFS pointer")
        }) {
      Path file = write("x.tif", like.bytes());

      assertThatThrownBy(() -> GeoTiffReader.open(file).close())
          .isInstanceOf(BenchException.class)
          .hasMessageContaining("this is " + like.title())
          .hasMessageContaining("expected: a GeoTIFF")
          .hasMessageNotContaining("damaged");
      assertThatThrownBy(() -> TensorFile.open(file).close())
          .isInstanceOf(BenchException.class)
          .hasMessageContaining("this is " + like.title())
          .hasMessageContaining("expected: weights")
          .hasMessageNotContaining("damaged");
    }
  }

  @Test
  void tellsArchivesApartByWhatTheyHold() throws IOException {
    Path npz = zip("a.npz", "image.npy");
    Path other = zip("b.zip", "image.txt");
    Path gzip = folder.resolve("c.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(gzip))) {
      out.write(1);
    }

    assertThat(FileKind.of(npz)).isEqualTo(FileKind.NPZ);
    assertThat(FileKind.of(other)).isEqualTo(FileKind.ZIP);
    assertThat(FileKind.of(gzip)).isEqualTo(FileKind.GZIP);
    assertThatThrownBy(() -> TensorFile.open(npz).close()).hasMessageContaining("(.npz)");
    assertThatThrownBy(() -> TensorFile.open(other).close())
        .hasMessageContaining("a zip archive")
        .hasMessageContaining("unpack it");
  }

  @Test
  void aTiffThatIsCutShortIsStillCalledDamaged() throws IOException {
    Path file = write("x.tif", "II*\0\b\0\0\0");

    assertThatThrownBy(() -> GeoTiffReader.open(file).close()).hasMessageContaining("damaged");
  }

  @Test
  void takesNoSafetensorsFileForJson() {
    assertThat(
            FileKind.of("{\"\0\0\0\0\0\0{\"__metadata__\"".getBytes(StandardCharsets.ISO_8859_1)))
        .isNull();
  }

  private record Beginning(String bytes, String title) {}

  private Path write(String name, String bytes) throws IOException {
    return Files.writeString(folder.resolve(name), bytes, StandardCharsets.ISO_8859_1);
  }

  private Path zip(String name, String entry) throws IOException {
    Path file = folder.resolve(name);
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
      out.putNextEntry(new ZipEntry(entry));
      out.write(7);
    }
    return file;
  }
}
