package org.eobench.core.io.geotiff;

import java.io.Closeable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.eobench.core.io.FileBytes;
import org.eobench.core.io.FileFault;
import org.jspecify.annotations.Nullable;

/**
 * GDAL's mask of a raster: a second image in the same file (NewSubfileType 4), or a {@code .msk}
 * file in the same folder. 0 hides a pixel. As in GDAL, the internal mask takes precedence, and
 * masks of overviews are ignored.
 */
final class TiffMask implements Closeable {
  private static final int OVERVIEW = 1;
  private static final int MASK = 4;

  /** GDAL's GMF_PER_DATASET: one mask for all bands. */
  private static final int FOR_ALL_BANDS = 2;

  private final MaskKind kind;
  private final @Nullable TiffPixels pixels;
  private final List<Integer> bandOf;
  private final @Nullable FileBytes ownFile;

  /**
   * @param bandOf mask band of each raster band
   * @param ownFile file to close, or null
   */
  private TiffMask(
      MaskKind kind,
      @Nullable TiffPixels pixels,
      List<Integer> bandOf,
      @Nullable FileBytes ownFile) {
    this.kind = kind;
    this.pixels = pixels;
    this.bandOf = bandOf;
    this.ownFile = ownFile;
  }

  static TiffMask of(FileBytes file, TiffDirectory first, TiffLayout raster) {
    for (TiffDirectory next : first.following()) {
      long kind = next.number(TiffTag.NEW_SUBFILE_TYPE, 0);
      if ((kind & MASK) != 0 && (kind & OVERVIEW) == 0 && isAsLarge(next, raster)) {
        TiffPixels pixels = new TiffPixels(file, next);
        List<Integer> bandOf = new ArrayList<>();
        for (int band = 0; band < raster.bands; band++) {
          bandOf.add(pixels.layout.bands == 1 ? 0 : Math.min(band, pixels.layout.bands - 1));
        }
        return new TiffMask(MaskKind.INTERNAL, pixels, bandOf, null);
      }
    }
    Path maskFile = maskFile(file.fault().file());
    return maskFile == null
        ? new TiffMask(MaskKind.NONE, null, List.of(), null)
        : ofFile(
            FileBytes.open(new FileFault(maskFile, "UnreadableTiff", file.fault().exitCode())),
            raster);
  }

  private static boolean isAsLarge(TiffDirectory mask, TiffLayout raster) {
    return mask.number(TiffTag.IMAGE_WIDTH, 0) == raster.width
        && mask.number(TiffTag.IMAGE_LENGTH, 0) == raster.height;
  }

  private static @Nullable Path maskFile(Path raster) {
    for (String end : List.of(".msk", ".MSK")) {
      Path file = raster.resolveSibling(raster.getFileName() + end);
      if (Files.isRegularFile(file)) {
        return file;
      }
    }
    return null;
  }

  private static TiffMask ofFile(FileBytes file, TiffLayout raster) {
    try {
      TiffDirectory tags = TiffDirectory.read(file);
      GdalMetadata metadata = GdalMetadata.of(tags, file.fault());
      if (metadata.value("INTERNAL_MASK_FLAGS_1") == null) {
        file.close();
        return new TiffMask(MaskKind.UNMARKED_FILE, null, List.of(), null);
      }
      TiffPixels pixels = new TiffPixels(file, tags);
      requireAsLarge(file.fault(), pixels.layout, raster);
      List<Integer> bandOf = new ArrayList<>();
      for (int band = 0; band < raster.bands; band++) {
        String flags = metadata.value("INTERNAL_MASK_FLAGS_" + (band + 1));
        boolean forAll = flags == null || (flagsOf(flags) & FOR_ALL_BANDS) != 0;
        bandOf.add(forAll ? 0 : Math.min(band, pixels.layout.bands - 1));
      }
      return new TiffMask(MaskKind.FILE, pixels, bandOf, file);
    } catch (RuntimeException failure) {
      file.close();
      throw failure;
    }
  }

  private static int flagsOf(String text) {
    return text.matches("\\d{1,9}") ? Integer.parseInt(text) : FOR_ALL_BANDS;
  }

  private static void requireAsLarge(FileFault fault, TiffLayout mask, TiffLayout raster) {
    if (mask.width != raster.width || mask.height != raster.height) {
      throw fault.unsupported(
          String.format(Locale.ROOT, "the mask has %d rows x %d columns", mask.height, mask.width),
          "",
          String.format(
              Locale.ROOT, "the %d x %d of the file it belongs to", raster.height, raster.width),
          "write the mask again, or remove it");
    }
  }

  MaskKind kind() {
    return kind;
  }

  boolean isThere() {
    return pixels != null;
  }

  /**
   * Sets hidden samples to NaN.
   *
   * @param values {@code [bands,height,width]} of the window
   */
  void hide(float[] values, int[] bands, Window window) {
    TiffPixels mask = pixels;
    if (mask == null) {
      return;
    }
    int area = (int) window.area();
    float[] valid = new float[0];
    int known = -1;
    for (int i = 0; i < bands.length; i++) {
      int band = bandOf.get(bands[i]);
      if (band != known) {
        int[] wanted = {band};
        valid = new float[mask.count(wanted, window, Float.BYTES)];
        mask.read(wanted, window, new SampleRun.ToFloats(mask.layout, valid), 0);
        known = band;
      }
      for (int k = 0; k < area; k++) {
        if (valid[k] == 0) {
          values[i * area + k] = Float.NaN;
        }
      }
    }
  }

  @Override
  public void close() {
    if (ownFile != null) {
      ownFile.close();
    }
  }
}
