package org.eobench.core.io;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes pictures through memory. {@code ImageIO.write} keeps each picture in a temporary file
 * first, which needs room in the folder for temporary files, and registers a shutdown hook, which
 * fails while the program stops on a signal and still writes its results.
 */
public final class PictureFiles {
  private PictureFiles() {}

  /** Writes a PNG, without loss. */
  public static void png(BufferedImage image, OutputStream out) throws IOException {
    write(image, writer("png"), null, out);
  }

  /**
   * Writes a JPEG.
   *
   * @param image picture without transparency
   * @param quality 0 to 1, where 1 loses least
   */
  public static void jpeg(BufferedImage image, float quality, OutputStream out) throws IOException {
    ImageWriter writer = writer("jpeg");
    ImageWriteParam options = writer.getDefaultWriteParam();
    options.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
    options.setCompressionQuality(quality);
    write(image, writer, options, out);
  }

  private static ImageWriter writer(String format) throws IOException {
    var writers = ImageIO.getImageWritersByFormatName(format);
    if (!writers.hasNext()) {
      throw new IOException("this Java writes no " + format);
    }
    return writers.next();
  }

  private static void write(
      BufferedImage image, ImageWriter writer, @Nullable ImageWriteParam options, OutputStream out)
      throws IOException {
    try (ImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
      writer.setOutput(stream);
      writer.write(null, new IIOImage(image, null, null), options);
    } finally {
      writer.dispose();
    }
  }
}
