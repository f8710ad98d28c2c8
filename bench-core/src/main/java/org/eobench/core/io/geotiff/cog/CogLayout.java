package org.eobench.core.io.geotiff.cog;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.eobench.core.io.geotiff.GeoTiffSpec;
import org.eobench.core.io.geotiff.TiffFields;
import org.eobench.core.io.geotiff.TiffTag;

/**
 * Writes stored tiles in the order of GDAL's Cloud Optimized GeoTIFFs: header, the description of
 * the layout, all directories, then the tiles of the overviews from the smallest, and those of the
 * raster last. The length of each tile stands before it too, and its last four bytes after it
 * again, so that a reader over HTTP needs no request for lengths, and sees whether another program
 * has changed the file.
 */
final class CogLayout {
  private static final int AROUND = Integer.BYTES;
  private static final int REDUCED_RESOLUTION = 1;
  private static final int PALETTE = 3;

  /** From 8 to 16 bits. */
  private static final int WIDER = 257;

  private static final String LAYOUT =
      """
      LAYOUT=IFDS_BEFORE_DATA
      BLOCK_ORDER=ROW_MAJOR
      BLOCK_LEADER=SIZE_AS_UINT4
      BLOCK_TRAILER=LAST_4_BYTES_REPEATED
      KNOWN_INCOMPATIBLE_EDITION=NO
      """
          + " "; // room for the YES of a program that changes the file

  private final GeoTiffSpec spec;
  private final CogOptions options;
  private final List<Level> levels;
  private final TileStore store;

  CogLayout(GeoTiffSpec spec, CogOptions options, List<Level> levels, TileStore store) {
    this.spec = spec;
    this.options = options;
    this.levels = levels;
    this.store = store;
  }

  void writeTo(FileChannel channel) throws IOException {
    boolean big = tilesFrom(false) + bytesOfTiles() > TiffFields.CLASSIC;
    OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
    out.write(beginning(big));
    long directory = beginning(big).length;
    long[][] places = places(tilesFrom(big));
    for (int level = 0; level < levels.size(); level++) {
      TiffFields fields = fields(level, big);
      fields.offsets(TiffTag.TILE_OFFSETS, places[level]);
      byte[] bytes = fields.directory(directory, level < levels.size() - 1);
      out.write(bytes);
      directory += bytes.length;
    }
    for (int level = levels.size() - 1; level >= 0; level--) {
      for (int tile = 0; tile < store.tiles(level); tile++) {
        if (store.length(level, tile) > 0) {
          byte[] bytes = store.get(level, tile);
          out.write(little(bytes.length));
          out.write(bytes);
          out.write(bytes, bytes.length - AROUND, AROUND);
        }
      }
    }
    out.flush();
  }

  /** Header and description of the layout. */
  private static byte[] beginning(boolean big) {
    String text =
        String.format(Locale.ROOT, "GDAL_STRUCTURAL_METADATA_SIZE=%06d bytes\n", LAYOUT.length())
            + LAYOUT;
    byte[] ghost = text.getBytes(StandardCharsets.US_ASCII);
    int header = TiffFields.header(big, 0).length;
    int length = header + ghost.length + ghost.length % 2;
    byte[] bytes = Arrays.copyOf(TiffFields.header(big, length), length);
    System.arraycopy(ghost, 0, bytes, header, ghost.length);
    return bytes;
  }

  /** The place of the first tile, which follows the directories. */
  private long tilesFrom(boolean big) {
    long at = beginning(big).length;
    for (int level = 0; level < levels.size(); level++) {
      TiffFields fields = fields(level, big);
      fields.offsets(TiffTag.TILE_OFFSETS, new long[store.tiles(level)]);
      at += fields.directory(0, false).length;
    }
    return at;
  }

  private long bytesOfTiles() {
    long bytes = 0;
    for (int level = 0; level < levels.size(); level++) {
      for (int tile = 0; tile < store.tiles(level); tile++) {
        bytes += stored(level, tile);
      }
    }
    return bytes;
  }

  private int stored(int level, int tile) {
    int length = store.length(level, tile);
    return length == 0 ? 0 : AROUND + length + AROUND;
  }

  /** The place of each tile; 0 for one without data. */
  private long[][] places(long first) {
    long[][] places = new long[levels.size()][];
    long at = first;
    for (int level = levels.size() - 1; level >= 0; level--) {
      places[level] = new long[store.tiles(level)];
      for (int tile = 0; tile < places[level].length; tile++) {
        int stored = stored(level, tile);
        places[level][tile] = stored == 0 ? 0 : at + AROUND;
        at += stored;
      }
    }
    return places;
  }

  /** The tags of a level, but for the places of its tiles. */
  private TiffFields fields(int level, boolean big) {
    Level size = levels.get(level);
    TiffFields fields =
        TiffFields.of(level == 0 ? spec : overview(size), size.side(), size.side(), big);
    if (level > 0) {
      fields.longs(TiffTag.NEW_SUBFILE_TYPE, REDUCED_RESOLUTION);
    }
    if (!options.colours().isEmpty()) {
      fields.shorts(TiffTag.PHOTOMETRIC, PALETTE);
      fields.shorts(TiffTag.COLOR_MAP, colourMap());
    }
    fields.longs(
        TiffTag.TILE_BYTE_COUNTS,
        IntStream.range(0, store.tiles(level)).mapToLong(i -> store.length(level, i)).toArray());
    return fields;
  }

  private GeoTiffSpec overview(Level size) {
    GeoTiffSpec plain = GeoTiffSpec.plain(size.width(), size.height(), spec.bands(), spec.type());
    Double nodata = spec.nodata();
    return nodata == null ? plain : plain.withNodata(nodata);
  }

  /** All reds, then all greens, then all blues. */
  private int[] colourMap() {
    int[] map = new int[3 * CogOptions.MOST_COLOURS];
    for (int i = 0; i < options.colours().size(); i++) {
      for (int channel = 0; channel < 3; channel++) {
        int value = options.colours().get(i) >> (16 - 8 * channel) & 0xFF;
        map[channel * CogOptions.MOST_COLOURS + i] = value * WIDER;
      }
    }
    return map;
  }

  private static byte[] little(int value) {
    return ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array();
  }
}
