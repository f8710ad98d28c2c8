package org.eobench.testing.layouts.patches;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.eobench.testing.TiffBuilder;
import org.eobench.testing.layouts.LayoutFixture;

/**
 * EuroSAT: a folder of GeoTIFFs for each class, and lists of the splits with names of JPEG files.
 */
public final class EurosatFixture implements LayoutFixture {
  private static final int SIZE = 32;
  private static final List<String> CLASSES =
      List.of(
          "AnnualCrop",
          "Forest",
          "HerbaceousVegetation",
          "Highway",
          "Industrial",
          "Pasture",
          "PermanentCrop",
          "Residential",
          "River",
          "SeaLake");
  private static final List<String> BANDS =
      List.of("B1", "B2", "B3", "B4", "B5", "B6", "B7", "B8", "B9", "B10", "B11", "B12", "B8A");

  @Override
  public String dataset() {
    return "eurosat";
  }

  @Override
  public List<String> overrides() {
    return List.of("dataset.img_size=" + SIZE);
  }

  @Override
  public void write(Path root) throws IOException {
    for (int i = 0; i < CLASSES.size(); i++) {
      Path folder = Files.createDirectories(root.resolve(CLASSES.get(i)));
      int sample = i;
      double[][] planes =
          BANDS.stream().map(band -> Texture.plane(band, sample, SIZE)).toArray(double[][]::new);
      TiffBuilder.unsigned(16, SIZE, SIZE, planes)
          .northUp(500_000 + 10_000 * i, 4_200_000, 10, 10)
          .epsg(32632)
          .write(folder.resolve(CLASSES.get(i) + "_1.tif"));
    }
    list(root, "train", CLASSES.subList(0, 6));
    list(root, "val", CLASSES.subList(6, 8));
    list(root, "test", CLASSES.subList(8, 10));
  }

  private static void list(Path root, String split, List<String> classes) throws IOException {
    Files.writeString(
        root.resolve("eurosat-" + split + ".txt"),
        classes.stream().map(name -> name + "_1.jpg\n").collect(Collectors.joining()));
  }
}
