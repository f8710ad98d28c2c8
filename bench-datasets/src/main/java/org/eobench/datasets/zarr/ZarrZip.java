package org.eobench.datasets.zarr;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.Closeable;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Suggest;
import org.eobench.core.io.FileBytes;
import org.eobench.core.io.FileFault;
import org.eobench.core.io.FilePart;
import org.eobench.core.io.tensors.Shapes;
import org.eobench.core.io.tensors.TensorType;
import org.eobench.core.io.zip.ZipDirectory;
import org.eobench.core.io.zip.ZipPart;

/**
 * A Zarr group of version 2 in a zip, which may be a part of another file. Arrays are read whole:
 * of numbers, in C order, without filters.
 */
public final class ZarrZip implements Closeable {
  /** Of an array and of a chunk; one of 13 bands and 264 x 264 pixels has less than 4 MiB. */
  private static final long MOST_BYTES = 256L << 20;

  private static final long MOST_METADATA = 1L << 20;

  private final FileBytes file;
  private final String name;
  private final Map<String, ZipPart> entries;

  private ZarrZip(FileBytes file, String name) {
    this.file = file;
    this.name = name;
    this.entries = ZipDirectory.read(file);
  }

  /**
   * Opens a zip and reads its directory.
   *
   * @param name of the zip in its file, for messages
   * @throws BenchException if it is damaged
   */
  public static ZarrZip open(FilePart part, String name) {
    FileBytes file =
        FileBytes.open(new FileFault(part.file(), "UnreadableZarr", ExitCode.DATA), part);
    try {
      return new ZarrZip(file, name);
    } catch (RuntimeException failure) {
      file.close();
      throw failure;
    }
  }

  /** Creates the errors about the file. */
  public FileFault fault() {
    return file.fault();
  }

  /** The place of an array, for messages. */
  public String place(String array) {
    return name + ", array " + array;
  }

  /** Whether there is an array of this name. */
  public boolean has(String array) {
    return entries.containsKey(array + "/.zarray");
  }

  /** An attribute of an array as text; empty if there is none. */
  public String attribute(String array, String key) {
    String entry = array + "/.zattrs";
    return entries.containsKey(entry) ? json(entry).path(key).asText() : "";
  }

  /**
   * Reads an array.
   *
   * @throws BenchException if it is missing, damaged, too large, or stored in another way
   */
  public ZarrArray read(String array) {
    String entry = array + "/.zarray";
    if (!entries.containsKey(entry)) {
      throw fault()
          .broken(
              "there is no array " + array,
              name,
              Suggest.sentence(
                  array,
                  entries.keySet().stream()
                      .filter(known -> known.endsWith("/.zarray"))
                      .map(known -> known.substring(0, known.lastIndexOf('/')))
                      .collect(Collectors.toSet())));
    }
    try {
      return new Reading(array, json(entry)).all();
    } catch (BadChunk wrong) {
      throw fault()
          .unsupported(
              String.valueOf(wrong.getMessage()),
              place(array),
              "numbers in C order without filters, compressed with Blosc (LZ4, Snappy, zlib or"
                  + " Zstandard), Zstandard, zlib or not at all",
              "write the array again with zarr-python, format 2");
    }
  }

  private JsonNode json(String entry) {
    byte[] bytes = Objects.requireNonNull(entries.get(entry)).bytes(file, MOST_METADATA);
    try {
      return new ObjectMapper().readTree(new String(bytes, StandardCharsets.UTF_8));
    } catch (JsonProcessingException damaged) {
      throw fault().broken("the metadata are no JSON", name + ", " + entry, "Zarr version 2");
    }
  }

  /** The reading of one array. */
  private final class Reading {
    private final String array;
    private final JsonNode metadata;
    private final int[] shape;
    private final int[] chunk;
    private final TensorType type;
    private final Codec codec;

    Reading(String array, JsonNode metadata) throws BadChunk {
      this.array = array;
      this.metadata = metadata;
      this.shape = sides("shape", 0);
      this.chunk = sides("chunks", 1);
      this.codec = Codec.of(metadata.path("compressor"));
      String dtype = metadata.path("dtype").asText();
      // Times are counted from 1970 by integers.
      String code = dtype.replaceFirst("M8\\[ns]$", "i8");
      TensorType found =
          code.length() == 3 && code.charAt(0) != '>'
              ? TensorType.ofNumpy(code.substring(1))
              : null;
      JsonNode filters = metadata.path("filters");
      boolean plain =
          metadata.path("zarr_format").asInt() == 2
              && metadata.path("order").asText().equals("C")
              && (filters.isMissingNode() || filters.isNull() || filters.isEmpty());
      if (found == null || !plain || shape.length != chunk.length) {
        throw new BadChunk(
            String.format(
                Locale.ROOT,
                "the array has the format %s, type %s, order %s, filters %s and %d axes",
                metadata.path("zarr_format"),
                dtype,
                metadata.path("order").asText(),
                filters,
                shape.length));
      }
      this.type = found;
    }

    private int[] sides(String key, int least) {
      JsonNode sides = metadata.path(key);
      int[] lengths = new int[sides.size()];
      for (int i = 0; i < lengths.length; i++) {
        lengths[i] = sides.path(i).asInt(-1);
      }
      long bytes = Shapes.bytes(Arrays.stream(lengths).asLongStream().toArray(), Double.BYTES);
      boolean sound = Arrays.stream(lengths).allMatch(length -> length >= least);
      if (!sides.isArray() || !sound || bytes < 0 || bytes > MOST_BYTES) {
        throw fault()
            .broken(
                String.format(Locale.ROOT, "%s is %s", key, sides),
                place(array),
                String.format(
                    Locale.ROOT, "whole numbers, at most %d MiB of values", MOST_BYTES >> 20));
      }
      return lengths;
    }

    ZarrArray all() throws BadChunk {
      int count = product(shape);
      fault().requireMemory((long) count * Double.BYTES, place(array));
      double[] values = new double[count];
      int[] index = new int[shape.length];
      do {
        copy(index, values);
      } while (count > 0 && next(index));
      return new ZarrArray(shape, values, type.isFloating());
    }

    /** Goes to the next chunk; false after the last one. */
    private boolean next(int[] index) {
      for (int axis = shape.length - 1; axis >= 0; axis--) {
        if (++index[axis] * (long) chunk[axis] < shape[axis]) {
          return true;
        }
        index[axis] = 0;
      }
      return false;
    }

    /** Copies a chunk to its place; chunks at the end are cut. */
    private void copy(int[] index, double[] values) throws BadChunk {
      double[] from = values(index);
      int axes = shape.length;
      int run =
          axes == 0
              ? 1
              : Math.min(chunk[axes - 1], shape[axes - 1] - index[axes - 1] * chunk[axes - 1]);
      int[] row = new int[axes];
      boolean more = values.length > 0;
      while (more) {
        int at = 0;
        int to = 0;
        for (int axis = 0; axis < axes; axis++) {
          at = at * chunk[axis] + row[axis];
          to = to * shape[axis] + index[axis] * chunk[axis] + row[axis];
        }
        System.arraycopy(from, at, values, to, run);
        more = false;
        for (int axis = axes - 2; axis >= 0 && !more; axis--) {
          row[axis]++;
          more = row[axis] < chunk[axis] && index[axis] * chunk[axis] + row[axis] < shape[axis];
          if (!more) {
            row[axis] = 0;
          }
        }
      }
    }

    /** The elements of a chunk; the fill value if it was never written. */
    private double[] values(int[] index) throws BadChunk {
      String separator = metadata.path("dimension_separator").asText(".");
      String key =
          index.length == 0
              ? "0"
              : Arrays.stream(index)
                  .mapToObj(String::valueOf)
                  .collect(Collectors.joining(separator));
      ZipPart entry = entries.get(array + "/" + key);
      int count = product(chunk);
      if (entry == null) {
        double[] filled = new double[count];
        Arrays.fill(filled, fill(key));
        return filled;
      }
      byte[] bytes = codec.decode(entry.bytes(file, MOST_BYTES), count * type.bytes());
      return type.doubles(bytes, count);
    }

    private double fill(String key) {
      JsonNode fill = metadata.path("fill_value");
      if (fill.isNumber()) {
        return fill.asDouble();
      }
      if (fill.asText().equals("NaN")) {
        return Double.NaN;
      }
      throw fault().broken("the chunk " + key + " is missing", place(array), "all chunks");
    }

    private static int product(int[] sides) {
      return Arrays.stream(sides).reduce(1, (a, b) -> a * b);
    }
  }

  @Override
  public void close() {
    file.close();
  }
}
