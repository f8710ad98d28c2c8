package org.eobench.datasets.embeddings.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.eobench.core.io.geotiff.GeoTiffReader;
import org.eobench.core.io.tensors.NpyFile;

/** The number format of embeddings that no description explains, by their first file. */
final class ForeignFormat {
  private static final int BITS = 8;

  private ForeignFormat() {}

  /** Such as {@code int8}; that of tables is {@code float32}. */
  static String of(EmbeddingsConfig config) {
    String type = stored(config.path());
    return config.decode() == Decoding.ALPHAEARTH ? type + " alphaearth" : type;
  }

  private static String stored(Path path) {
    List<Path> files = Files.isDirectory(path) ? MapFiles.within(path) : List.of(path);
    if (files.isEmpty()) {
      return "unknown";
    }
    Path first = files.get(0);
    if (MapFiles.isArray(first)) {
      try (NpyFile array = NpyFile.open(first)) {
        return name(array.dtype().name());
      }
    }
    return MapFiles.isTiff(first)
        ? GeoTiffReader.info(first).type().name().toLowerCase(Locale.ROOT)
        : "float32";
  }

  /** The names that GeoTIFF has, of those of arrays. */
  private static String name(String type) {
    String bits = type.replaceAll("\\D", "");
    String kind = type.replaceAll("\\d", "");
    return switch (kind) {
      case "F" -> "float" + bits;
      case "U" -> "uint" + bits;
      case "I" -> "int" + bits;
      default -> type.toLowerCase(Locale.ROOT);
    };
  }

  /** Bytes of a number of a format. */
  static double bytes(String format) {
    String bits = format.replaceAll("\\s.*", "").replaceAll("\\D", "");
    return bits.isEmpty() ? Float.BYTES : Double.parseDouble(bits) / BITS;
  }
}
