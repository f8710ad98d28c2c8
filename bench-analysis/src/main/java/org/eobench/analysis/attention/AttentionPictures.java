package org.eobench.analysis.attention;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.eobench.core.io.AtomicFile;
import org.eobench.core.io.PictureFiles;
import org.eobench.core.run.gallery.Palette;
import org.eobench.core.run.gallery.Picture;

/**
 * One picture for each head, and a contact sheet: the image, then the heads in order, row by row.
 * Each patch is a square of one colour, from dark (none) to light (the most of its head).
 *
 * @param image the image that the encoder saw
 * @param patch side of a patch in pixels
 */
public record AttentionPictures(Picture image, int patch) {
  public static final String SHEET = "contact_sheet.png";
  public static final String IMAGE = "image.png";
  private static final int GAP = 4;

  /** Smaller pictures are enlarged on the contact sheet. */
  private static final int LEAST_CELL = 192;

  /** The picture of a head, numbered from 0. */
  public static String file(int head) {
    return String.format(Locale.ROOT, "head_%02d.png", head);
  }

  /**
   * Writes the pictures.
   *
   * @param folder is there
   * @return the files
   */
  public List<Path> write(List<HeadAttention> heads, Path folder) {
    List<BufferedImage> pictures = heads.stream().map(this::picture).toList();
    List<Path> files = new ArrayList<>();
    for (int head = 0; head < pictures.size(); head++) {
      files.add(write(pictures.get(head), folder.resolve(file(head))));
    }
    BufferedImage seen =
        new BufferedImage(image.width(), image.height(), BufferedImage.TYPE_INT_RGB);
    seen.setRGB(0, 0, image.width(), image.height(), image.pixels(), 0, image.width());
    files.add(write(seen, folder.resolve(IMAGE)));
    files.add(write(sheet(seen, pictures), folder.resolve(SHEET)));
    return files;
  }

  private static Path write(BufferedImage picture, Path file) {
    AtomicFile.write(file, out -> PictureFiles.png(picture, out));
    return file;
  }

  private BufferedImage picture(HeadAttention head) {
    double most = Arrays.stream(head.patches()).max().orElse(0);
    int width = head.columns() * patch;
    int height = head.rows() * patch;
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < width; column++) {
        double share = head.patches()[row / patch * head.columns() + column / patch];
        picture.setRGB(column, row, Palette.ofValue(most > 0 ? share / most : 0));
      }
    }
    return picture;
  }

  private static BufferedImage sheet(BufferedImage image, List<BufferedImage> heads) {
    int larger = Math.max(1, LEAST_CELL / heads.get(0).getWidth());
    int width = larger * heads.get(0).getWidth();
    int height = larger * heads.get(0).getHeight();
    int cells = heads.size() + 1;
    int columns = (int) Math.ceil(Math.sqrt(cells));
    int rows = (cells + columns - 1) / columns;
    BufferedImage sheet =
        new BufferedImage(
            columns * (width + GAP) + GAP, rows * (height + GAP) + GAP, BufferedImage.TYPE_INT_RGB);
    Graphics2D canvas = sheet.createGraphics();
    canvas.setColor(Color.WHITE);
    canvas.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
    canvas.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
    for (int cell = 0; cell < cells; cell++) {
      int left = GAP + cell % columns * (width + GAP);
      int top = GAP + cell / columns * (height + GAP);
      BufferedImage picture = cell == 0 ? image : heads.get(cell - 1);
      canvas.drawImage(picture, left, top, width, height, null);
    }
    canvas.dispose();
    return sheet;
  }
}
