#!/usr/bin/env bash
# What: mil.nga:tiff undoes the horizontal predictor (2) of big-endian 16-bit samples byte by byte, as if
#   they were little-endian. The values come out wrong, and nothing is said. GDAL reads the same bytes right.
# Version: mil.nga:tiff 3.0.0.
# Seen: little-endian 1000 1001 1003 1200 258 257 256 255 | big-endian 1000 1001 1003 944 258 2 65281 65025
# Ends with 0 while that is so, and with 1 once both byte orders give the same.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat > pom.xml <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion><groupId>finding</groupId><artifactId>finding</artifactId><version>1</version>
  <dependencies><dependency><groupId>mil.nga</groupId><artifactId>tiff</artifactId><version>3.0.0</version></dependency></dependencies>
</project>
XML
mvn -q -B dependency:copy-dependencies -DoutputDirectory=lib

cat > Finding.java <<'JAVA'
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.Deflater;
import mil.nga.tiff.Rasters;
import mil.nga.tiff.TiffReader;

public class Finding {
  static final int WIDTH = 4;
  static final int HEIGHT = 2;
  static final int[] VALUES = {1000, 1001, 1003, 1200, 258, 257, 256, 255};

  /** A TIFF 6.0 file: uint16, one strip, Deflate, differences along each row. */
  static byte[] tiff(ByteOrder order) {
    ByteBuffer samples = ByteBuffer.allocate(2 * VALUES.length).order(order);
    for (int i = 0; i < VALUES.length; i++) {
      samples.putShort((short) (i % WIDTH == 0 ? VALUES[i] : VALUES[i] - VALUES[i - 1]));
    }
    Deflater zlib = new Deflater();
    zlib.setInput(samples.array());
    zlib.finish();
    byte[] strip = new byte[100];
    int length = zlib.deflate(strip);
    int[][] tags = { // tag, type (3 SHORT, 4 LONG), value
      {256, 3, WIDTH}, {257, 3, HEIGHT}, {258, 3, 16}, {259, 3, 8}, {262, 3, 1}, {273, 4, 8},
      {277, 3, 1}, {278, 3, HEIGHT}, {279, 4, length}, {317, 3, 2}, {339, 3, 1}
    };
    int table = 8 + length + length % 2;
    ByteBuffer file = ByteBuffer.allocate(table + 2 + 12 * tags.length + 4).order(order);
    file.putShort((short) (order == ByteOrder.BIG_ENDIAN ? 0x4d4d : 0x4949)).putShort((short) 42);
    file.putInt(table).put(strip, 0, length).position(table);
    file.putShort((short) tags.length);
    for (int[] tag : tags) {
      file.putShort((short) tag[0]).putShort((short) tag[1]).putInt(1);
      if (tag[1] == 3) {
        file.putShort((short) tag[2]).putShort((short) 0);
      } else {
        file.putInt(tag[2]);
      }
    }
    return file.array();
  }

  static int[] read(ByteOrder order) throws Exception {
    Rasters rasters = TiffReader.readTiff(tiff(order)).getFileDirectories().get(0).readRasters();
    int[] values = new int[VALUES.length];
    Arrays.setAll(values, i -> rasters.getPixel(i % WIDTH, i / WIDTH)[0].intValue());
    System.out.println(order + ": " + Arrays.toString(values));
    return values;
  }

  public static void main(String[] none) throws Exception {
    boolean little = Arrays.equals(read(ByteOrder.LITTLE_ENDIAN), VALUES);
    boolean big = Arrays.equals(read(ByteOrder.BIG_ENDIAN), VALUES);
    System.exit(little && !big ? 0 : 1);
  }
}
JAVA
java -cp 'lib/*' Finding.java
