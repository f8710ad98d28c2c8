package org.eobench.datasets.raster.formats;

import java.awt.Rectangle;
import java.awt.image.ColorModel;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.FileImageInputStream;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.io.FileBytes;
import org.eobench.core.io.FileFault;
import org.eobench.core.io.FileKind;
import org.eobench.core.io.geotiff.SampleType;
import org.eobench.core.io.geotiff.Window;
import org.jspecify.annotations.Nullable;

/**
 * A PNG or JPEG image: the stored numbers of its channels. An image with a palette has one band,
 * the indices, if one band is expected, and the bands red, green and blue otherwise. An alpha
 * channel hides pixels where it is 0. A world file gives the georeference.
 */
final class PictureSource implements RasterSource {
  private static final int COLOURS = 3;

  private final FileFault fault;
  private final ImageReader reader;
  private final FileImageInputStream input;
  private final @Nullable IndexColorModel palette;
  private final RasterHeader header;
  private final PngHeader png;

  private PictureSource(
      FileFault fault, ImageReader reader, FileImageInputStream input, int expected)
      throws IOException {
    this.fault = fault;
    this.reader = reader;
    this.input = input;
    Path file = fault.file();
    int height = reader.getHeight(0);
    int width = reader.getWidth(0);
    ColorModel colours = reader.getRawImageType(0).getColorModel();
    int depth = reader.getRawImageType(0).getSampleModel().getSampleSize(0);
    png = FileKind.of(file) == FileKind.PNG ? PngHeader.read(file) : PngHeader.NONE;
    // Without a palette, grey images of fewer than 8 bits have one in ImageIO, a grey ramp.
    palette = png.palette() && expected > 1 ? (IndexColorModel) colours : null;
    boolean opacity = palette != null ? palette.hasAlpha() : colours.hasAlpha() && !png.palette();
    int bands =
        palette != null
            ? COLOURS + (opacity ? 1 : 0)
            : reader.getRawImageType(0).getSampleModel().getNumBands();
    header =
        new RasterHeader(
            file.toString(),
            new Grid(height, width, null, null, WorldFile.of(file)),
            bands,
            opacity,
            1,
            depth > 8 ? SampleType.UINT16 : SampleType.UINT8,
            nodata(colours),
            List.of());
  }

  static PictureSource open(Path file, int expected) {
    FileFault fault = new FileFault(file, "UnreadablePicture", ExitCode.DATA);
    FileBytes.open(fault).close(); // Reports a missing file, with similar names.
    FileKind kind = FileKind.of(file);
    if (kind != FileKind.PNG && kind != FileKind.JPEG) {
      throw fault.broken("the first bytes are not those of an image", "", "a PNG or JPEG image");
    }
    ImageReader reader = ImageIO.getImageReadersByFormatName(kind.name()).next();
    FileImageInputStream input = null;
    try {
      input = new FileImageInputStream(file.toFile());
      reader.setInput(input, true, true);
      return new PictureSource(fault, reader, input, expected);
    } catch (IOException | RuntimeException failure) {
      reader.dispose();
      close(input);
      throw failure instanceof BenchException ours ? ours : unreadable(fault, failure);
    }
  }

  private static BenchException unreadable(FileFault fault, Exception failure) {
    String reason = failure.getMessage() == null ? failure.toString() : failure.getMessage();
    return fault.broken(
        "the image cannot be read: " + reason, "", "a complete PNG or JPEG image", failure);
  }

  private @Nullable Double nodata(ColorModel colours) {
    if (png.palette()) {
      return palette == null ? transparent((IndexColorModel) colours) : null;
    }
    return png.transparent().size() == 1 ? Double.valueOf(png.transparent().get(0)) : null;
  }

  /** The only fully transparent index, which GDAL also takes for the nodata value; or null. */
  private static @Nullable Double transparent(IndexColorModel colours) {
    List<Integer> found = new ArrayList<>();
    for (int i = 0; i < colours.getMapSize(); i++) {
      if (colours.getAlpha(i) == 0) {
        found.add(i);
      }
    }
    return found.size() == 1 ? Double.valueOf(found.get(0)) : null;
  }

  @Override
  public RasterHeader header() {
    return header;
  }

  @Override
  public double[] stored(int[] bands, int frame, Window window, int named) {
    Raster raster = decode(window);
    int plane = window.height() * window.width();
    double[] values = new double[bands.length * plane];
    for (int c = 0; c < bands.length; c++) {
      copy(raster, bands[c], values, c * plane, window);
    }
    if (header.dataBands(named) < header.bands()) {
      double[] opacity = new double[plane];
      copy(raster, header.bands() - 1, opacity, 0, window);
      for (int i = 0; i < values.length; i++) {
        values[i] = opacity[i % plane] == 0 ? Double.NaN : values[i];
      }
    }
    if (png.transparent().size() == COLOURS) {
      hideColour(raster, values, window);
    }
    return values;
  }

  /** Hides pixels of the transparent colour. */
  private void hideColour(Raster raster, double[] values, Window window) {
    int plane = window.height() * window.width();
    double[] colours = new double[COLOURS * plane];
    for (int band = 0; band < COLOURS; band++) {
      copy(raster, band, colours, band * plane, window);
    }
    for (int i = 0; i < values.length; i++) {
      int pixel = i % plane;
      boolean hidden =
          colours[pixel] == png.transparent().get(0)
              && colours[plane + pixel] == png.transparent().get(1)
              && colours[2 * plane + pixel] == png.transparent().get(2);
      values[i] = hidden ? Double.NaN : values[i];
    }
  }

  private void copy(Raster raster, int band, double[] to, int offset, Window window) {
    int plane = window.height() * window.width();
    int[] samples = new int[plane];
    raster.getSamples(
        raster.getMinX(),
        raster.getMinY(),
        window.width(),
        window.height(),
        palette == null ? band : 0,
        samples);
    for (int i = 0; i < plane; i++) {
      to[offset + i] = palette == null ? png.stored(samples[i]) : colour(palette, samples[i], band);
    }
  }

  private static int colour(IndexColorModel palette, int index, int band) {
    return switch (band) {
      case 0 -> palette.getRed(index);
      case 1 -> palette.getGreen(index);
      case 2 -> palette.getBlue(index);
      default -> palette.getAlpha(index);
    };
  }

  private synchronized Raster decode(Window window) {
    fault.requireMemory(
        (long) window.height() * window.width() * header.bands() * Double.BYTES, "the image");
    List<String> warnings = new ArrayList<>();
    reader.removeAllIIOReadWarningListeners();
    reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
    ImageReadParam param = reader.getDefaultReadParam();
    param.setSourceRegion(
        new Rectangle(window.col(), window.row(), window.width(), window.height()));
    try {
      Raster raster = reader.read(0, param).getRaster();
      for (String warning : warnings) {
        String text = warning.toLowerCase(Locale.ROOT);
        if (text.contains("premature") || text.contains("corrupt")) {
          throw fault.broken("the image is damaged: " + warning, "", "a complete image");
        }
      }
      return raster;
    } catch (IOException | RuntimeException failure) {
      throw failure instanceof BenchException ours ? ours : unreadable(fault, failure);
    }
  }

  @Override
  public void close() {
    reader.dispose();
    close(input);
  }

  private static void close(@Nullable FileImageInputStream input) {
    try {
      if (input != null) {
        input.close();
      }
    } catch (IOException failure) {
      // Failing to close a file that was only read loses nothing.
      return;
    }
  }
}
