package org.eobench.testing.layouts;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.IntBinaryOperator;
import javax.imageio.ImageIO;
import org.eobench.core.io.AtomicFile;

/** Land cover of Satlas: tiles of 16 pixels, some bands with half as many. */
public final class SatlasFixture implements LayoutFixture {
  public static final String MARCH = "S2A_MSIL1C_20220309T032601_N0400_R018_T48RYR_20220309T060235";
  public static final String DECEMBER =
      "S2B_MSIL1C_20221230T180749_N0509_R041_T13UCR_20221230T195817";

  private static final List<String> BANDS =
      List.of("tci", "b05", "b06", "b07", "b08", "b11", "b12");
  private static final int SIDE = 16;

  @Override
  public String dataset() {
    return "satlas";
  }

  @Override
  public void write(Path root) {
    tiles(root);
  }

  @Override
  public List<String> overrides() {
    return List.of("dataset.img_size=" + SIDE);
  }

  /** Five training tiles, of which 1_1 has no labels, and two test tiles, in two scenes. */
  public static void tiles(Path root) {
    StringBuilder images = new StringBuilder();
    for (String tile : List.of("0_0", "1_1", "2_2", "3_3", "4_4", "5_5", "6_6")) {
      for (String scene : List.of(MARCH, DECEMBER)) {
        for (String band : BANDS) {
          boolean coarse = List.of("b05", "b11").contains(band);
          int first = tile.charAt(0) - '0' + 10 * BANDS.indexOf(band);
          picture(
              root.resolve("sentinel2/" + scene + "/" + band + "/" + tile + ".png"),
              coarse ? SIDE / 2 : SIDE,
              band.equals("tci") ? 3 : 1,
              (pixel, c) -> first + 50 * c + pixel % 40);
        }
        String place = tile.replace('_', ',');
        images.append(images.length() == 0 ? "" : ", ");
        images.append("[").append(place).append(", \"").append(scene).append("\"]");
      }
      if (!tile.equals("1_1")) {
        labels(root, tile, (pixel, c) -> pixel % 12);
      }
    }
    list(root, "train_lowres.json", "[0, 0], [1, 1], [2, 2], [3, 3], [4, 4]");
    list(root, "test_lowres.json", "[5, 5], [6, 6]");
    list(root, "good_images_lowres_all.json", images.toString());
  }

  public static void list(Path root, String name, String entries) {
    AtomicFile.writeString(root.resolve("metadata/" + name), "[" + entries + "]");
  }

  public static void labels(Path root, String tile, IntBinaryOperator values) {
    picture(root.resolve("static/" + tile + "/land_cover.png"), SIDE, 1, values);
  }

  /**
   * Writes a picture.
   *
   * @param values the value of a pixel, by its position in C order, and a channel
   */
  public static void picture(Path file, int side, int channels, IntBinaryOperator values) {
    int type = channels == 3 ? BufferedImage.TYPE_3BYTE_BGR : BufferedImage.TYPE_BYTE_GRAY;
    BufferedImage image = new BufferedImage(side, side, type);
    for (int pixel = 0; pixel < side * side; pixel++) {
      for (int c = 0; c < channels; c++) {
        image.getRaster().setSample(pixel % side, pixel / side, c, values.applyAsInt(pixel, c));
      }
    }
    try {
      Files.createDirectories(Objects.requireNonNull(file.getParent()));
      ImageIO.write(image, "png", file.toFile());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
