package org.eobench.testing.layouts.patches;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.parquet.example.data.Group;
import org.eobench.testing.TiffBuilder;
import org.eobench.testing.files.ParquetFixture;
import org.eobench.testing.layouts.LayoutFixture;

/**
 * BigEarthNet: a GeoTIFF for each band of each patch, in the layout of one of the two versions.
 *
 * @param dataset value of {@code dataset=}
 * @param second whether it is version 2
 */
public record BigEarthNetFixture(String dataset, boolean second) implements LayoutFixture {
  /** Side of the 10 m bands in pixels. */
  private static final int SIZE = 48;

  private static final int PATCHES = 6;
  private static final List<String> BANDS =
      List.of("B1", "B2", "B3", "B4", "B5", "B6", "B7", "B8", "B8A", "B9", "B11", "B12");
  private static final List<String> COARSE = List.of("B1", "B9");
  private static final List<String> FINE = List.of("B2", "B3", "B4", "B8");

  /** Names of classes of CORINE, with a code and the class of the 19 that each belongs to. */
  private static final List<List<String>> CLASSES =
      List.of(
          List.of("Continuous urban fabric", "111", "Urban fabric"),
          List.of("Rice fields", "213", "Arable land"),
          List.of("Coniferous forest", "312", "Coniferous forest"),
          List.of("Water bodies", "512", "Inland waters"),
          List.of("Sea and ocean", "523", "Marine waters"),
          List.of("Peatbogs", "412", "Inland wetlands"));

  @Override
  public List<String> overrides() {
    return List.of("dataset.img_size=" + SIZE);
  }

  @Override
  public void write(Path root) throws IOException {
    for (int patch = 0; patch < PATCHES; patch++) {
      String s2 = optical(patch);
      String s1 = radar(patch);
      Path tile = root.resolve(second ? "BigEarthNet-S2/" + without(s2, 2) : "BigEarthNet-v1.0");
      Path scene =
          root.resolve(second ? "BigEarthNet-S1/" + without(s1, 3) : "BigEarthNet-S1-v1.0");
      Path folder = Files.createDirectories(tile.resolve(s2));
      for (String band : BANDS) {
        int size = COARSE.contains(band) ? SIZE / 6 : FINE.contains(band) ? SIZE : SIZE / 2;
        TiffBuilder.unsigned(16, size, size, Texture.plane(band, patch, size))
            .northUp(300_000 + 1200 * patch, 5_400_000, 10.0 * SIZE / size, 10.0 * SIZE / size)
            .epsg(32633)
            .write(folder.resolve(s2 + "_" + stored(band) + ".tif"));
      }
      Path other = Files.createDirectories(scene.resolve(s1));
      for (String band : List.of("VV", "VH")) {
        TiffBuilder.floating(32, SIZE, SIZE, Texture.plane(band, patch, SIZE))
            .northUp(300_000 + 1200 * patch, 5_400_000, 10, 10)
            .epsg(32633)
            .write(other.resolve(s1 + "_" + band + ".tif"));
      }
      if (second) {
        writeMap(root, s2, patch);
      } else {
        Files.writeString(
            folder.resolve(s2 + "_labels_metadata.json"),
            labels(patch).stream()
                .map(one -> '"' + one.get(0) + '"')
                .collect(Collectors.joining(", ", "{\"labels\": [", ", \"Airports\"]}\n")));
      }
    }
    if (second) {
      writeTable(root);
    } else {
      writeLists(root);
    }
  }

  /** Two classes, and for maps the code of port areas, which belongs to no class. */
  private static List<List<String>> labels(int patch) {
    return List.of(CLASSES.get(patch), CLASSES.get((patch + 1) % PATCHES));
  }

  private static void writeMap(Path root, String s2, int patch) throws IOException {
    Path folder =
        Files.createDirectories(root.resolve("Reference_Maps/" + without(s2, 2) + "/" + s2));
    double[] codes = new double[SIZE * SIZE];
    for (int i = 0; i < codes.length; i++) {
      int block = (i / SIZE / 8 + i % SIZE / 8) % 3;
      codes[i] = block == 2 ? 123 : Double.parseDouble(labels(patch).get(block).get(1));
    }
    TiffBuilder.unsigned(16, SIZE, SIZE, codes)
        .northUp(300_000 + 1200 * patch, 5_400_000, 10, 10)
        .epsg(32633)
        .write(folder.resolve(s2 + "_reference_map.tif"));
  }

  private void writeTable(Path root) throws IOException {
    List<Integer> patches = new ArrayList<>();
    for (int patch = 0; patch < PATCHES; patch++) {
      patches.add(patch);
    }
    ParquetFixture.of(
            "message m { required binary patch_id (UTF8);"
                + " optional group labels (LIST) {"
                + " repeated group list { optional binary element (UTF8); } }"
                + " required binary split (UTF8); required binary country (UTF8);"
                + " required binary s1_name (UTF8); required boolean contains_seasonal_snow; }")
        .write(root.resolve("metadata.parquet"), Map.of(), patches, this::fill);
  }

  private void fill(Group row, int patch) {
    row.append("patch_id", optical(patch));
    Group labels = row.addGroup("labels");
    labels(patch).forEach(one -> labels.addGroup("list").append("element", one.get(2)));
    row.append("split", List.of("train", "validation", "test").get(patch / 2));
    row.append("country", "Austria");
    row.append("s1_name", radar(patch));
    row.append("contains_seasonal_snow", false);
  }

  private void writeLists(Path root) throws IOException {
    List<String> names = List.of("train", "val", "test");
    for (int i = 0; i < names.size(); i++) {
      Files.writeString(
          root.resolve("bigearthnet-" + names.get(i) + ".csv"),
          String.format(
              Locale.ROOT,
              "%s,%s\n%s,%s\n",
              optical(2 * i),
              radar(2 * i),
              optical(2 * i + 1),
              radar(2 * i + 1)));
    }
  }

  private String optical(int patch) {
    return second
        ? "S2A_MSIL2A_20170613T101031_N9999_R022_T33UUP_26_" + (50 + patch)
        : "S2A_MSIL2A_20170613T101031_26_" + (50 + patch);
  }

  private static String radar(int patch) {
    return "S1A_IW_GRDH_1SDV_20170613T165043_33UUP_26_" + (50 + patch);
  }

  private static String stored(String band) {
    return band.matches("B\\d") ? "B0" + band.substring(1) : band;
  }

  private static String without(String name, int parts) {
    String rest = name;
    for (int i = 0; i < parts; i++) {
      rest = rest.substring(0, rest.lastIndexOf('_'));
    }
    return rest;
  }
}
