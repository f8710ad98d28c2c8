package org.eobench.cli.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.eobench.cli.faults.ProgramAnswer;
import org.eobench.core.io.geotiff.Crs;
import org.eobench.core.io.geotiff.GeoTiffSpec;
import org.eobench.core.io.geotiff.GeoTiffWriter;
import org.eobench.core.io.geotiff.GeoTransform;
import org.eobench.core.io.geotiff.SampleType;
import org.eobench.core.io.tensors.NpyWriter;
import org.eobench.testing.SharedFiles;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Each description of docs/your-data.md leads from files of its layout to a table of scores. */
class YourDataPageTest {
  private static final Pattern SECTION =
      Pattern.compile("(?s)\n## (\\d+)\\. ([^\n]+)\n.*?```yaml\n(.*?)```");
  private static final int SIDE = 64;
  private static final List<String> NAMES = List.of("a", "b", "c", "d", "e", "f", "g", "h");

  @TempDir private Path scratch;

  @TestFactory
  Stream<DynamicTest> describesTenLayouts() throws IOException {
    String page = Files.readString(SharedFiles.projectRoot().resolve("docs/your-data.md"));
    List<DynamicTest> tests = new ArrayList<>();
    Matcher section = SECTION.matcher(page);
    while (section.find()) {
      int number = Integer.parseInt(section.group(1));
      String yaml = section.group(3);
      tests.add(DynamicTest.dynamicTest(section.group(2), () -> run(number, yaml)));
    }
    assertThat(tests).hasSize(10);
    return tests.stream();
  }

  private void run(int number, String yaml) throws IOException {
    Path data = Files.createDirectories(scratch.resolve("data" + number));
    List<String> more = write(number, data);
    Path configs = scratch.resolve("my" + number);
    Files.createDirectories(configs.resolve("dataset"));
    Files.writeString(configs.resolve("dataset/mine.yaml"), yaml);
    List<String> words =
        new ArrayList<>(
            List.of(
                "--config-dir",
                configs.toString(),
                "dataset=mine",
                "dataset.root_path=" + data,
                "encoder=dofa_tiny",
                "encoder.input_size=32",
                "device=cpu",
                "batch_size=2",
                "num_workers=0",
                "task.trainer.n_epochs=1",
                "task.trainer.ckpt_interval=0",
                "cache_dir=" + scratch.resolve("cache"),
                "work_dir=" + scratch.resolve("runs")));
    words.addAll(more);
    ProgramAnswer.to(words, scratch).fits().says("test split of mine", "always ");
  }

  /** Writes the files of a layout and returns further arguments of its run. */
  private static List<String> write(int number, Path data) throws IOException {
    for (String name : NAMES) {
      switch (number) {
        case 1 -> {
          image(data.resolve("images/" + name + ".tif"), 4);
          mask(data.resolve("masks/" + name + ".tif"), i -> field(i));
        }
        case 2 -> {
          for (String band : List.of("B02", "B03", "B04")) {
            image(data.resolve(name + "/" + name + "_" + band + ".tif"), 1);
          }
          tiff(data.resolve(name + "/" + name + "_B11.tif"), 1, SIDE / 2, 20, i -> 1000 + i);
          mask(data.resolve(name + "/" + name + "_mask.tif"), i -> field(i));
        }
        case 3 -> {
          image(data.resolve("images/" + name + ".tif"), 4);
          int[] codes = {0, 1, 21, 22, 150};
          mask(data.resolve("masks/" + name + ".tif"), i -> codes[i / 7 % codes.length]);
        }
        case 4 -> {
          picture(data.resolve(name + ".png"), i -> 0x102030 + i * 31);
          int[] colours = {0x00ff00, 0x0000ff, 0x000000};
          picture(data.resolve(name + "_labels.png"), i -> colours[i / 50 % colours.length]);
        }
        case 5 -> arrays(data.resolve(name + ".npz"));
        case 6 -> {
          image(data.resolve(name + "_S2.tif"), 4);
          tiff(
              data.resolve(name + "_S1.tif"), 2, SIDE, 10, i -> i % 11 == 0 ? -9999 : -10 - i % 13);
          mask(data.resolve(name + "_label.tif"), i -> field(i));
        }
        case 7 -> {
          for (String date : List.of("20200424", "20200113", "20200718")) {
            image(data.resolve(name + "_" + date + ".tif"), 4);
          }
          mask(data.resolve(name + "_mask.tif"), i -> field(i));
        }
        case 8 -> {
          image(data.resolve("Forest/" + name + ".tif"), 4);
          image(data.resolve("Water/" + name + ".tif"), 4);
        }
        case 9 -> image(data.resolve("images/" + name + ".tif"), 4);
        default -> {}
      }
    }
    return switch (number) {
      case 7 -> List.of("decoder=seg_linear", "temporal=mean");
      case 8 -> List.of("decoder=cls_linear");
      case 9 -> {
        StringBuilder table = new StringBuilder("name;tags\r\n");
        for (int i = 0; i < NAMES.size(); i++) {
          table.append(NAMES.get(i)).append(i % 2 == 0 ? ";Forest|Water\r\n" : ";Water\r\n");
        }
        Files.writeString(data.resolve("labels.csv"), table);
        yield List.of("decoder=cls_linear");
      }
      case 10 -> {
        scene(data);
        yield List.of("decoder=seg_linear");
      }
      default -> List.of("decoder=seg_linear");
    };
  }

  private static double field(int pixel) {
    return pixel / SIDE / 8 % 2;
  }

  private static void image(Path file, int bands) {
    Random ground = new Random(String.valueOf(file.getFileName()).hashCode());
    tiff(
        file,
        bands,
        SIDE,
        10,
        i -> 800 + 90.0 * field(i % (SIDE * SIDE)) + Math.rint(20 * ground.nextGaussian()));
  }

  private static void mask(Path file, IntToDoubleFunction value) {
    tiff(file, 1, SIDE, 10, value);
  }

  /** A GeoTIFF in UTM with its upper left corner at one place, whatever its resolution. */
  private static void tiff(
      Path file, int bands, int side, double pixel, IntToDoubleFunction value) {
    float[] values = new float[bands * side * side];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) value.applyAsDouble(i);
    }
    GeoTransform place = new GeoTransform(pixel, 0, 500_000, 0, -pixel, 5_000_000);
    GeoTiffWriter.write(
        directory(file),
        GeoTiffSpec.plain(side, side, bands, SampleType.INT16)
            .withGeoreference(Crs.projected(32633), place),
        values);
  }

  private static Path directory(Path file) {
    try {
      Files.createDirectories(Objects.requireNonNull(file.getParent()));
      return file;
    } catch (IOException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private static void picture(Path file, IntToDoubleFunction colour) throws IOException {
    BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < SIDE * SIDE; i++) {
      image.setRGB(i % SIDE, i / SIDE, (int) colour.applyAsDouble(i));
    }
    ImageIO.write(image, "png", file.toFile());
  }

  private static void arrays(Path file) throws IOException {
    float[] image = new float[SIDE * SIDE * 4];
    float[] mask = new float[SIDE * SIDE];
    for (int i = 0; i < image.length; i++) {
      image[i] = (float) (0.1 + 0.05 * field(i / 4) + 0.001 * (i % 37));
      mask[i / 4] = (float) field(i / 4);
    }
    Path img = file.resolveSibling("img");
    Path msk = file.resolveSibling("msk");
    NpyWriter.write(img, new long[] {SIDE, SIDE, 4}, image);
    NpyWriter.write(msk, new long[] {SIDE, SIDE}, mask);
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Path array : List.of(img, msk)) {
        zip.putNextEntry(new ZipEntry(array.getFileName() + ".npy"));
        Files.copy(array, zip);
        Files.delete(array);
      }
    }
  }

  /** An image of 2.56 km at 15° E, where zone 33 has its central meridian, with two fields. */
  private static void scene(Path data) throws IOException {
    int side = 256;
    tiff(data.resolve("scene.tif"), 4, side, 10, i -> 800 + i % 37);
    double north = 45.1510; // about 5,000,000 m
    String ring = "[[%1$f,%2$f],[%3$f,%2$f],[%3$f,%4$f],[%1$f,%4$f],[%1$f,%2$f]]";
    String feature =
        "{\"type\":\"Feature\",\"properties\":{\"crop\":\"%s\"},"
            + "\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[%s]}}";
    String wheat = String.format(Locale.ROOT, ring, 15.002, north - 0.02, 15.014, north - 0.001);
    String maize = String.format(Locale.ROOT, ring, 15.016, north - 0.02, 15.030, north - 0.001);
    Files.writeString(
        data.resolve("fields.geojson"),
        "{\"type\":\"FeatureCollection\",\"features\":["
            + feature.formatted("wheat", wheat)
            + ","
            + feature.formatted("maize", maize)
            + "]}");
  }
}
