package org.eobench.datasets.embeddings.format;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.io.AtomicFile;
import org.eobench.core.io.JsonFiles;
import org.jspecify.annotations.Nullable;

/**
 * {@code embeddings.json}: what a folder of embeddings holds, and how its numbers are decoded.
 *
 * @param version version of the file
 * @param encoder name of the encoder
 * @param weights where its weights are from
 * @param weightsSha256 hash of their file; null for random weights and those of a run
 * @param source name of the data set, or {@code scenes}
 * @param sourceVersion version of the data set; null for scenes
 * @param pooling {@code patch} for maps; {@code mean} or {@code cls} for one embedding per image
 * @param levels levels of the encoder that an embedding has, from 0
 * @param stride pixels of the encoder's input along one side of a position of a map
 * @param window side in pixels of the images that the encoder saw
 * @param margin pixels at each side of a window whose embeddings were left out
 * @param type number format, see {@link EmbeddingType}
 * @param rule how a stored number is decoded, for people
 * @param width dimensions of an embedding
 * @param bytes bytes that an embedding takes before compression
 * @param scale see {@link Coding}
 * @param offset see {@link Coding}
 * @param components how embeddings were reduced to principal components; null if they were not
 * @param clipped share of the values that the format cannot hold and that were clipped
 * @param files {@code tif}, {@code npy}, {@code parquet} or {@code csv}
 * @param images the images, in the order of the files or rows
 */
public record Description(
    int version,
    String encoder,
    String weights,
    @Nullable String weightsSha256,
    String source,
    @Nullable Integer sourceVersion,
    String pooling,
    List<Integer> levels,
    int stride,
    int window,
    int margin,
    String type,
    String rule,
    int width,
    long bytes,
    List<Double> scale,
    List<Double> offset,
    @Nullable Components components,
    double clipped,
    String files,
    List<Entry> images) {
  /** Name of the file. */
  public static final String FILE = "embeddings.json";

  /** {@code source} of embeddings of whole scenes. */
  public static final String SCENES = "scenes";

  private static final int VERSION = 1;
  private static final long LARGEST = 1L << 28;
  private static final JsonMapper JSON = JsonFiles.mapper().build();

  /**
   * Principal components.
   *
   * @param mean array of the mean, {@code [D]}, a file of the folder
   * @param directions array of the components, {@code [n,D]}, a file of the folder
   * @param explained share of the variance along them
   */
  public record Components(String mean, String directions, double explained) {}

  /**
   * An image.
   *
   * @param id sample of the data set, or name of the scene
   * @param split its split; empty for a scene
   * @param file its file in the folder
   * @param row first row of a table with its embeddings; 0 in a file of its own
   * @param height rows of its map
   * @param width columns of its map
   * @param empty positions without an embedding
   */
  public record Entry(
      String id, String split, String file, long row, int height, int width, long empty) {}

  public Description {
    levels = List.copyOf(levels);
    scale = List.copyOf(scale);
    offset = List.copyOf(offset);
    images = List.copyOf(images);
  }

  /** The version that this program writes. */
  public static int currentVersion() {
    return VERSION;
  }

  /** How its numbers are decoded. */
  public Coding coding() {
    return new Coding(EmbeddingType.of(type, FILE), width, scale, offset);
  }

  /** Writes it into its folder. */
  public void write(Path folder) {
    AtomicFile.write(folder.resolve(FILE), out -> out.write(JSON.writeValueAsBytes(this)));
  }

  /**
   * Reads it from a folder.
   *
   * @throws BenchException {@code DamagedEmbeddings} if it cannot be read or does not make sense
   */
  public static Description read(Path folder) {
    Path file = folder.resolve(FILE);
    try {
      if (Files.size(file) > LARGEST) {
        throw damaged(file, "it is larger than 256 MiB", null);
      }
      Description read = JSON.readValue(file.toFile(), Description.class);
      if (read.version != VERSION) {
        throw damaged(
            file,
            String.format(
                Locale.ROOT, "its version is %d; this program reads %d", read.version, VERSION),
            null);
      }
      read.requireSense(file);
      return read;
    } catch (JacksonException | NullPointerException wrong) {
      throw damaged(file, "it is not the JSON that `embed` writes", wrong);
    } catch (IOException failure) {
      throw damaged(file, "it cannot be read: " + failure.getMessage(), failure);
    }
  }

  private void requireSense(Path file) {
    try {
      coding();
    } catch (IllegalArgumentException wrong) {
      throw damaged(file, String.valueOf(wrong.getMessage()), wrong);
    }
    if (stride < 1 || images.isEmpty()) {
      throw damaged(file, "it lists no images, or its stride is not positive", null);
    }
    Path folder = file.toAbsolutePath().normalize().resolveSibling("");
    for (Entry entry : images) {
      if (!folder.resolve(entry.file).normalize().startsWith(folder)) {
        throw damaged(file, "it names a file outside its folder: " + entry.file, null);
      }
      if (entry.height < 1 || entry.width < 1 || entry.row < 0) {
        throw damaged(file, "the image " + entry.id + " has no positions", null);
      }
    }
  }

  private static BenchException damaged(Path file, String what, @Nullable Throwable cause) {
    return new BenchException(
        ExitCode.DATA,
        Problem.of("DamagedEmbeddings", "the description of the embeddings is of no use: " + what)
            .at(file.toString())
            .expecting("the file that `embed` wrote")
            .next("write the embeddings again with `java -jar bench.jar embed`"),
        cause);
  }
}
