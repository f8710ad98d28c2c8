package org.eobench.datasets.geobench;

import java.io.ByteArrayOutputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eobench.core.io.FileFault;
import org.eobench.core.io.pickle.NumpyValues;
import org.eobench.core.io.pickle.PlainUnpickler;
import org.eobench.core.io.pickle.PythonObject;

/**
 * The pickles of GEO-Bench's files. They may name the classes of the {@code geobench} package that
 * describe bands, labels and tasks, and those of coordinates, dates and NumPy; nothing else.
 */
final class GeoBenchPickle {
  private static final String EXPECTED = "metadata as GEO-Bench pickles them";
  private static final Set<String> NAMES = names();

  private GeoBenchPickle() {}

  private static Set<String> names() {
    Set<String> names = new HashSet<>(NumpyValues.NAMES);
    names.addAll(List.of("affine.Affine", "rasterio.crs.CRS"));
    names.addAll(List.of("datetime.date", "datetime.datetime"));
    add(
        names,
        "geobench.dataset.",
        "Sentinel1",
        "Sentinel2",
        "Landsat8",
        "SpectralBand",
        "BandInfo",
        "Mask",
        "CloudProbability",
        "ElevationBand",
        "MultiBand",
        "HyperSpectralBands",
        "SegmentationClasses");
    add(
        names,
        "geobench.label.",
        "Classification",
        "SemanticSegmentation",
        "MultiLabelClassification",
        "Detection");
    add(
        names,
        "geobench.task.",
        "TaskSpecifications",
        "SegmentationAccuracy",
        "Accuracy",
        "MultilabelAccuracy");
    return Set.copyOf(names);
  }

  private static void add(Set<String> names, String module, String... classes) {
    for (String name : classes) {
      names.add(module + name);
    }
  }

  /** Reads a pickle. */
  static Object read(byte[] pickle, FileFault fault) {
    return new PlainUnpickler(fault, EXPECTED, NAMES).read(pickle);
  }

  /**
   * Reads a pickle from the text that Python prints for its bytes, such as {@code b'\x80\x04.'},
   * which is what the files store.
   */
  static Object ofText(String text, FileFault fault) {
    return read(bytes(text, fault), fault);
  }

  private static byte[] bytes(String text, FileFault fault) {
    int last = text.length() - 1;
    boolean quoted =
        last >= 2
            && text.charAt(0) == 'b'
            && (text.charAt(1) == '\'' || text.charAt(1) == '"')
            && text.charAt(last) == text.charAt(1);
    if (!quoted) {
      throw damaged(0, fault);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
    for (int i = 2; i < last; i++) {
      char letter = text.charAt(i);
      if (letter != '\\') {
        if (letter > 126) {
          throw damaged(i, fault);
        }
        bytes.write(letter);
        continue;
      }
      i++;
      switch (i < last ? text.charAt(i) : ' ') {
        case '\\', '\'', '"' -> bytes.write(text.charAt(i));
        case 'n' -> bytes.write('\n');
        case 'r' -> bytes.write('\r');
        case 't' -> bytes.write('\t');
        case 'x' -> {
          int value = i + 2 < last ? hex(text.charAt(i + 1), text.charAt(i + 2)) : -1;
          if (value < 0) {
            throw damaged(i, fault);
          }
          bytes.write(value);
          i += 2;
        }
        default -> throw damaged(i, fault);
      }
    }
    return bytes.toByteArray();
  }

  private static int hex(char high, char low) {
    int first = Character.digit(high, 16);
    int second = Character.digit(low, 16);
    return first < 0 || second < 0 ? -1 : first * 16 + second;
  }

  private static RuntimeException damaged(int character, FileFault fault) {
    return fault.broken(
        "the attribute 'pickle' is not the text of bytes in Python",
        "character " + character,
        EXPECTED);
  }

  /** The attributes of an object, or the entries of a dictionary; none for other values. */
  static Map<?, ?> entries(Object value) {
    return value instanceof PythonObject object
        ? object.attributes()
        : value instanceof Map<?, ?> map ? map : Map.of();
  }
}
