package org.eobench.core.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureFilesTest {
  private final BufferedImage image = new BufferedImage(3, 2, BufferedImage.TYPE_INT_RGB);
  private File before;

  /** A folder for temporary files that is gone: whoever needs one fails. */
  @BeforeEach
  void takeAwayTheFolderForTemporaryFiles(@TempDir Path folder) throws IOException {
    image.setRGB(1, 1, 0xFF8040);
    before = ImageIO.getCacheDirectory();
    Path gone = Files.createDirectory(folder.resolve("gone"));
    ImageIO.setCacheDirectory(gone.toFile());
    Files.delete(gone);
  }

  @AfterEach
  void giveItBack() {
    ImageIO.setCacheDirectory(before);
  }

  @Test
  void writesPngWithoutTemporaryFile() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PictureFiles.png(image, out);

    BufferedImage read = read(out);
    assertThat(read.getRGB(1, 1)).isEqualTo(0xFFFF8040);
    assertThat(read.getRGB(0, 0)).isEqualTo(0xFF000000);
  }

  @Test
  void writesJpegWithoutTemporaryFile() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PictureFiles.jpeg(image, 0.85f, out);

    BufferedImage read = read(out);
    assertThat(read.getWidth()).isEqualTo(3);
    assertThat(read.getHeight()).isEqualTo(2);
  }

  private BufferedImage read(ByteArrayOutputStream out) throws IOException {
    ImageIO.setCacheDirectory(before);
    return ImageIO.read(new ByteArrayInputStream(out.toByteArray()));
  }
}
