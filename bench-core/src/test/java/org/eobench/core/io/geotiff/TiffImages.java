package org.eobench.core.io.geotiff;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eobench.core.error.ExitCode;
import org.eobench.core.io.FileBytes;
import org.eobench.core.io.FileFault;

/** All images of a TIFF file, with overviews, which the reader of rasters does not give. */
public final class TiffImages {
  private TiffImages() {}

  /**
   * An image.
   *
   * @param kind its NewSubfileType, 0 for the raster
   * @param values {@code [bands,height,width]}
   * @param offsets the place of each tile, 0 for one that is not there
   * @param lengths the bytes of each tile
   */
  @SuppressWarnings("ArrayRecordComponent") // compared one by one
  public record Image(
      long kind, int width, int height, float[] values, long[] offsets, long[] lengths) {
    /** The place of the first tile that is there; 0 if none is. */
    public long firstTile() {
      return Arrays.stream(offsets).filter(offset -> offset > 0).min().orElse(0);
    }
  }

  /** Reads a file whose absent blocks have the value {@code absent}. */
  public static List<Image> of(Path path, double absent) {
    FileFault fault = new FileFault(path, "UnreadableTiff", ExitCode.DATA);
    List<Image> images = new ArrayList<>();
    try (FileBytes file = FileBytes.open(fault)) {
      TiffDirectory first = TiffDirectory.read(file);
      Stream.concat(Stream.of(first), first.following().stream())
          .forEach(tags -> images.add(image(file, tags, absent)));
    }
    return images;
  }

  private static Image image(FileBytes file, TiffDirectory tags, double absent) {
    TiffPixels pixels = new TiffPixels(file, tags);
    TiffLayout layout = pixels.layout;
    int[] bands = IntStream.range(0, layout.bands).toArray();
    float[] values = new float[layout.bands * layout.height * layout.width];
    pixels.read(
        bands,
        new Window(0, 0, layout.height, layout.width),
        new SampleRun.ToFloats(layout, values),
        absent);
    return new Image(
        tags.number(TiffTag.NEW_SUBFILE_TYPE, 0),
        layout.width,
        layout.height,
        values,
        tags.numbers(TiffTag.TILE_OFFSETS),
        tags.numbers(TiffTag.TILE_BYTE_COUNTS));
  }
}
