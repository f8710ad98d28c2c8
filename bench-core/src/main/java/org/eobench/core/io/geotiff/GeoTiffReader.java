package org.eobench.core.io.geotiff;

import java.io.Closeable;
import java.nio.file.Path;
import java.util.List;
import org.eobench.core.error.ExitCode;
import org.eobench.core.io.FileBytes;
import org.eobench.core.io.FileFault;
import org.eobench.core.io.FilePart;
import org.jspecify.annotations.Nullable;

/**
 * Reads GeoTIFF rasters: TIFF 6.0 and BigTIFF in either byte order; strips or tiles; chunky or
 * planar; uncompressed, LZW, Deflate, PackBits or ZSTD; predictors 1 to 3; integers of 1 to 32 and
 * 64 bits; floating point of 16, 24, 32 and 64 bits.
 *
 * <p>Only the blocks that a window and its bands touch are read and decoded. The reader's only
 * state is the open file and its mask, so several threads can use one reader. A damaged, malicious
 * or unsupported file causes a {@code BenchException} that names the file, the tag or block, and
 * what was expected. Lengths in the file are checked against its size before they are used.
 */
public final class GeoTiffReader implements Closeable {
  /** Bits of NewSubfileType: an overview (1) or a mask (4). */
  private static final int NO_PAGE = 5;

  private final FileBytes file;
  private final TiffDirectory tags;
  private final TiffPixels pixels;
  private final GeoTiffInfo info;
  private @Nullable TiffMask mask;

  private GeoTiffReader(FileBytes file) {
    this.file = file;
    tags = TiffDirectory.read(file);
    pixels = new TiffPixels(file, tags);
    TiffLayout layout = pixels.layout;
    PamFile pam = PamFile.of(file.fault().file());
    GeoReference geo = GeoReference.of(tags, file.fault());
    info =
        new GeoTiffInfo(
            layout.width,
            layout.height,
            layout.bands,
            isOpacity(tags, layout.bands),
            layout.type,
            nodata(tags, pam, layout, file.fault()),
            scales(tags, pam, layout, file.fault()),
            geo.crs(),
            geo.projection(),
            geo.transform(),
            geo.negativeScaleY(),
            layout.blockHeight,
            layout.blockWidth,
            layout.planar,
            layout.compression.name());
  }

  /** Opens a file and reads its directory, but no pixels. */
  public static GeoTiffReader open(Path path) {
    return open(FilePart.whole(path));
  }

  /** Opens a GeoTIFF that is a part of a file. */
  public static GeoTiffReader open(FilePart part) {
    FileFault fault = new FileFault(part.file(), "UnreadableTiff", ExitCode.DATA);
    FileBytes file = FileBytes.open(fault, part);
    try {
      return new GeoTiffReader(file);
    } catch (RuntimeException failure) {
      file.close();
      throw failure;
    }
  }

  /** Reads the metadata of a file, without pixels. */
  public static GeoTiffInfo info(Path path) {
    try (GeoTiffReader reader = open(path)) {
      return reader.info();
    }
  }

  /** The nodata value. As in GDAL, the .aux.xml file takes precedence over the tag. */
  private static @Nullable Double nodata(
      TiffDirectory tags, PamFile pam, TiffLayout layout, FileFault fault) {
    Double other = pam.nodata(layout.bands, layout.type, fault);
    return other == null && tags.has(TiffTag.GDAL_NODATA)
        ? NodataText.parse(tags.text(TiffTag.GDAL_NODATA), layout.type, fault)
        : other;
  }

  /** Scale and offset. As in GDAL, the tag takes precedence over the .aux.xml file. */
  private static List<BandScale> scales(
      TiffDirectory tags, PamFile pam, TiffLayout layout, FileFault fault) {
    List<BandScale> own = GdalMetadata.of(tags, fault).scales(layout.bands, fault);
    return own.isEmpty() ? pam.scales(layout.bands, fault) : own;
  }

  /** Size, sample type, nodata and georeference. */
  public GeoTiffInfo info() {
    return info;
  }

  /** Reads all bands of the raster: {@code [bands,height,width]} in C order. */
  public float[] read() {
    return read(allBands(), info.all());
  }

  /**
   * Reads a window of some bands as stored, without applying nodata, masks, scale or offset.
   *
   * @param bands band indices from 0, in the requested order
   * @return {@code [bands,height,width]} in C order; integers beyond 2^24 are rounded to float
   */
  public float[] read(int[] bands, Window window) {
    float[] values = new float[pixels.count(bands, window, Float.BYTES)];
    pixels.read(bands, window, new SampleRun.ToFloats(pixels.layout, values), absent());
    return values;
  }

  /**
   * Like {@link #read(int[], Window)}, but exact for every type except 64-bit integers beyond 2^53.
   */
  public double[] readDoubles(int[] bands, Window window) {
    double[] values = new double[pixels.count(bands, window, Double.BYTES)];
    pixels.read(bands, window, new SampleRun.ToDoubles(pixels.layout, values), absent());
    return values;
  }

  /**
   * Like {@link #read(int[], Window)}, as integers.
   *
   * @throws IllegalStateException if the samples are not {@linkplain SampleType#isShort() short}
   */
  public int[] readInts(int[] bands, Window window) {
    if (!info.type().isShort()) {
      throw new IllegalStateException(info.type() + " samples are not read as int");
    }
    int[] values = new int[pixels.count(bands, window, Integer.BYTES)];
    pixels.read(bands, window, new SampleRun.ToInts(pixels.layout, values), absent());
    return values;
  }

  /**
   * Like {@link #read(int[], Window)}, with NaN where there is no data: where the file's mask hides
   * a pixel or, in a file without a mask, where a sample equals the file's nodata value. If a file
   * has both, only the mask counts, as in GDAL.
   *
   * @param nodata value that replaces the file's nodata value, also applied if there is a mask; or
   *     null
   */
  public float[] readMeasured(int[] bands, Window window, @Nullable Double nodata) {
    float[] values = new float[pixels.count(bands, window, Float.BYTES)];
    Double none = nodata;
    if (nodata == null && !mask().isThere()) {
      none = info.nodata();
    }
    SampleRun run = new SampleRun.ToFloats(pixels.layout, values);
    if (none != null) {
      double empty = info.type().nearest(none);
      run =
          info.type().fitsFloat()
              ? new MissingSamples.Narrow(run, values, info.type(), empty)
              : new MissingSamples.Wide(pixels.layout, values, empty);
    }
    pixels.read(bands, window, run, absent());
    mask().hide(values, bands, window);
    return values;
  }

  /**
   * Sets samples that the file's mask hides to NaN; does nothing without a mask.
   *
   * @param values {@code [bands,height,width]}, as read from the same bands and window
   */
  public void hide(float[] values, int[] bands, Window window) {
    mask().hide(values, bands, window);
  }

  /** The kind of the file's mask. The first call searches for it. */
  public MaskKind maskKind() {
    return mask().kind();
  }

  /** The number of images in the file, without masks and overviews; only the first is read. */
  public int pages() {
    int pages = 1;
    for (TiffDirectory next : tags.following()) {
      boolean plain = (next.number(TiffTag.NEW_SUBFILE_TYPE, 0) & NO_PAGE) == 0;
      boolean same =
          next.number(TiffTag.IMAGE_WIDTH, 0) == info.width()
              && next.number(TiffTag.IMAGE_LENGTH, 0) == info.height();
      pages += plain && same ? 1 : 0;
    }
    return pages;
  }

  private synchronized TiffMask mask() {
    TiffMask found = mask == null ? TiffMask.of(file, tags, pixels.layout) : mask;
    mask = found;
    return found;
  }

  /** The value of samples in blocks that the file omits. */
  private double absent() {
    Double nodata = info.nodata();
    return nodata == null ? 0 : nodata;
  }

  /** Whether the last band is alpha: associated (1) or unassociated (2). */
  private static boolean isOpacity(TiffDirectory tags, int bands) {
    if (bands < 2 || !tags.has(TiffTag.EXTRA_SAMPLES)) {
      return false;
    }
    long[] extra = tags.numbers(TiffTag.EXTRA_SAMPLES);
    long last = extra[extra.length - 1];
    return last == 1 || last == 2;
  }

  private int[] allBands() {
    int[] bands = new int[info.bands()];
    for (int band = 0; band < bands.length; band++) {
      bands[band] = band;
    }
    return bands;
  }

  @Override
  public void close() {
    TiffMask opened;
    synchronized (this) {
      opened = mask;
    }
    if (opened != null) {
      opened.close();
    }
    file.close();
  }
}
