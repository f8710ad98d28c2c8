package org.eobench.serve.image;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.eobench.core.error.Problem;
import org.eobench.serve.limit.Refusal;
import org.jspecify.annotations.Nullable;

/** The formats of images, told by their first bytes and not by what a client calls them. */
@SuppressWarnings("ImmutableEnumChecker") // the lists never leave
public enum ImageFormat {
  /** Little-endian, big-endian, and the same of BigTIFF. */
  GEOTIFF(List.of("49492a00", "4d4d002a", "49492b00", "4d4d002b"), List.of("tif", "tiff")),
  NPY(List.of("934e554d5059"), List.of("npy")),
  NPZ(List.of("504b0304"), List.of("npz"));

  private static final int LONGEST = 6;

  private final List<byte[]> starts;
  private final List<String> extensions;

  ImageFormat(List<String> starts, List<String> extensions) {
    this.starts = starts.stream().map(HexFormat.of()::parseHex).toList();
    this.extensions = extensions;
  }

  /** The usual extension, without a dot. */
  public String extension() {
    return extensions.get(0);
  }

  /** The format that the name of a file promises; null if it is none of these. */
  public static @Nullable ImageFormat named(String file) {
    String name = file.toLowerCase(Locale.ROOT);
    return Stream.of(values())
        .filter(format -> format.extensions.contains(name.substring(name.lastIndexOf('.') + 1)))
        .findFirst()
        .orElse(null);
  }

  /**
   * The format of a file.
   *
   * @param name what to call the file
   * @throws Refusal if it is none of these
   */
  public static ImageFormat of(Path file, String name) throws IOException {
    byte[] start;
    try (InputStream in = Files.newInputStream(file)) {
      start = in.readNBytes(LONGEST);
    }
    return Stream.of(values())
        .filter(format -> format.starts.stream().anyMatch(known -> begins(start, known)))
        .findFirst()
        .orElseThrow(() -> unknown(name, start));
  }

  private static boolean begins(byte[] start, byte[] known) {
    return start.length >= known.length
        && Arrays.equals(start, 0, known.length, known, 0, known.length);
  }

  private static Refusal unknown(String name, byte[] start) {
    return Refusal.of(
        Refusal.UNSUPPORTED,
        Problem.of(
                "UnknownFormat",
                start.length == 0
                    ? "there is no image"
                    : "the image begins with the bytes " + HexFormat.of().formatHex(start))
            .at(name)
            .expecting("a GeoTIFF, or an array of NumPy in a .npy or .npz file")
            .next("send the file itself as the body of the request, not a form"));
  }
}
