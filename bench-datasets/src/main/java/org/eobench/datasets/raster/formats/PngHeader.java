package org.eobench.datasets.raster.formats;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What Java's PNG reader does not tell: whether the image has a palette, and the transparent grey
 * value or colour.
 *
 * @param depth bits per channel
 * @param palette whether pixels are indices of a palette
 * @param transparent grey value, or red, green and blue, of pixels without data; empty if there is
 *     none
 */
record PngHeader(int depth, boolean palette, List<Integer> transparent) {
  private static final int SIGNATURE = 8;
  private static final int INDEXED = 3;
  private static final int BYTE = 8;

  /** The header of an image of another format. */
  static final PngHeader NONE = new PngHeader(BYTE, false, List.of());

  /**
   * @throws IOException if the file ends before the pixels
   */
  static PngHeader read(Path file) throws IOException {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      in.skipNBytes(SIGNATURE);
      int depth = 0;
      int type = 0;
      while (true) {
        int length = in.readInt();
        String chunk = new String(in.readNBytes(4), StandardCharsets.US_ASCII);
        if (length < 0) {
          throw new IOException("a chunk has a negative length");
        }
        if (chunk.equals("IHDR")) {
          in.skipNBytes(8);
          depth = in.readUnsignedByte();
          type = in.readUnsignedByte();
          in.skipNBytes(length - 10L);
        } else if (chunk.equals("tRNS") && type != INDEXED) {
          int channels = type == 0 ? 1 : 3;
          int[] values = new int[channels];
          for (int i = 0; i < channels; i++) {
            values[i] = in.readUnsignedShort();
          }
          return new PngHeader(depth, false, IntStream.of(values).boxed().toList());
        } else if (chunk.equals("IDAT") || chunk.equals("IEND")) {
          return new PngHeader(depth, type == INDEXED, List.of());
        } else {
          in.skipNBytes(length);
        }
        in.skipNBytes(4);
      }
    }
  }

  /** The stored number of a grey value that Java's reader has scaled to 8 bits. */
  double stored(int sample) {
    boolean scaled = depth < BYTE && !palette && !transparent.isEmpty();
    return scaled ? sample / (255 / ((1 << depth) - 1)) : sample;
  }
}
