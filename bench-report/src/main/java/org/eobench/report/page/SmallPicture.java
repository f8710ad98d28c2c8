package org.eobench.report.page;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.eobench.core.io.PictureFiles;

/** Pictures of runs as a page carries them: small, within an URL. */
final class SmallPicture {
  private static final int SIDE = 128;
  private static final int MOST_BYTES = 4 << 20;

  private static final float QUALITY = 0.75f;

  private SmallPicture() {}

  /**
   * A picture of a folder as an URL with its bytes.
   *
   * @param name file name; one that leads out of the folder is not read
   * @return empty if it cannot be read
   */
  static Optional<String> dataUrl(Path folder, String name) {
    Path file = folder.resolve(name).normalize();
    try {
      if (!folder.normalize().equals(file.getParent())
          || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
          || Files.size(file) > MOST_BYTES) {
        return Optional.empty();
      }
      BufferedImage image = ImageIO.read(file.toFile());
      if (image == null) {
        return Optional.empty();
      }
      boolean photo = name.toLowerCase(Locale.ROOT).endsWith(".jpg");
      String format = photo ? "jpeg" : "png";
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      if (photo) {
        PictureFiles.jpeg(small(image, true), QUALITY, bytes);
      } else {
        PictureFiles.png(small(image, false), bytes);
      }
      String encoded = Base64.getEncoder().encodeToString(bytes.toByteArray());
      return Optional.of("data:image/" + format + ";base64," + encoded);
    } catch (IOException | IllegalArgumentException damaged) {
      return Optional.empty();
    }
  }

  /** At most {@link #SIDE} rows and columns; colours of maps are not mixed. */
  private static BufferedImage small(BufferedImage image, boolean photo) {
    double scale = Math.min(1, (double) SIDE / Math.max(image.getWidth(), image.getHeight()));
    int width = Math.max(1, (int) Math.round(scale * image.getWidth()));
    int height = Math.max(1, (int) Math.round(scale * image.getHeight()));
    int type = photo ? BufferedImage.TYPE_INT_RGB : BufferedImage.TYPE_INT_ARGB;
    BufferedImage small = new BufferedImage(width, height, type);
    Graphics2D graphics = small.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION,
        photo
            ? RenderingHints.VALUE_INTERPOLATION_BILINEAR
            : RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
    graphics.drawImage(image, 0, 0, width, height, null);
    graphics.dispose();
    return small;
  }
}
