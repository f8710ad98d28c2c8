package org.eobench.testing.layouts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.eobench.core.io.geotiff.SampleType;

/** C2S-MS Floods, with one file for each band and as datacubes. */
public enum C2sMsFloodsFixture implements LayoutFixture {
  CHIPS("c2smsfloods"),
  DATACUBES("c2smsfloods_datacubes");

  public static final List<String> OPTICAL =
      List.of("B1", "B2", "B3", "B4", "B5", "B6", "B7", "B8", "B8A", "B9", "B10", "B11", "B12");
  private static final String S1 = "S1A_IW_GRDH_1SDV_20181220T115017_20181220T115042_025109_02C574";
  private static final String S2 = "S2A_MSIL1C_20181221T042151_N0207_R090_T46QDM_20181221T070119";
  private static final List<String> POSITIONS = List.of("05120-00512", "10240-07168");

  private final String dataset;

  C2sMsFloodsFixture(String dataset) {
    this.dataset = dataset;
  }

  @Override
  public String dataset() {
    return dataset;
  }

  @Override
  public void write(Path root) {
    chips(root);
    if (this == DATACUBES) {
      datacubes(root);
    }
  }

  @Override
  public List<String> overrides() {
    return List.of("dataset.img_size=" + TinyFiles.SIDE);
  }

  /**
   * Five floods with two equal chips each, with masks of clouds: pixels 1 (cloud) and 2 (shadow).
   */
  public static void chips(Path root) {
    Path radar = folder(root, "flood0", "s1", POSITIONS.get(0));
    Path optical = folder(root, "flood0", "s2", POSITIONS.get(0));
    for (int band = 0; band < OPTICAL.size(); band++) {
      float base = 1000 + 100 * band;
      TinyFiles.image(
          optical.resolve(OPTICAL.get(band) + ".tif"),
          1,
          SampleType.UINT16,
          (one, pixel) -> base + pixel);
    }
    TinyFiles.image(
        radar.resolve("VV.tif"), 1, SampleType.FLOAT32, (band, pixel) -> -10 + pixel % 8);
    TinyFiles.image(
        radar.resolve("VH.tif"), 1, SampleType.FLOAT32, (band, pixel) -> -17 + pixel % 8);
    labels(radar.resolve("LabelWater.tif"), 1);
    labels(optical.resolve("LabelWater.tif"), 0);
    TinyFiles.image(
        optical.resolve("LabelCloud.tif"),
        1,
        SampleType.UINT8,
        (band, pixel) -> pixel == 1 || pixel == 2 ? pixel : 0);
    others(
        (event, position) -> {
          copy(radar, folder(root, event, "s1", position));
          copy(optical, folder(root, event, "s2", position));
        });
  }

  /**
   * The datacubes of the chips: band b has the values {@code 100 * b + pixel}, radar a
   * ten-thousandth of it.
   */
  public static void datacubes(Path root) {
    Path first = cube(root, "flood0", POSITIONS.get(0));
    TinyFiles.image(
        first,
        13,
        SampleType.FLOAT32,
        (band, pixel) -> (100 * band + pixel) * (band == 10 || band == 11 ? 1e-4f : 1));
    others(
        (event, position) -> {
          try {
            Path copy = cube(root, event, position);
            Files.createDirectories(Objects.requireNonNull(copy.getParent()));
            Files.copy(first, copy);
          } catch (IOException failure) {
            throw new UncheckedIOException(failure);
          }
        });
  }

  private static Path cube(Path root, String event, String position) {
    String name = S2.replace("MSIL1C", "L2A") + "_" + position + "_" + S1 + "_rtc.tif";
    return root.resolve("datacube/chips_512_v1").resolve(event).resolve(name);
  }

  private static void others(BiConsumer<String, String> chip) {
    for (int event = 0; event < 5; event++) {
      for (String position : POSITIONS) {
        if (event > 0 || !position.equals(POSITIONS.get(0))) {
          chip.accept("flood" + event, position);
        }
      }
    }
  }

  private static void copy(Path from, Path to) {
    try (Stream<Path> files = Files.list(from)) {
      Files.createDirectories(to);
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName().toString()));
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  public static Path folder(Path root, String event, String sensor, String position) {
    String granule = sensor.equals("s1") ? S1 + "_6B1F" : S2;
    return root.resolve("chips/" + event + "/" + sensor + "/" + granule + "_" + position);
  }

  /** A value everywhere but at pixel 5, which has no label. */
  private static void labels(Path file, float value) {
    TinyFiles.image(file, 1, SampleType.UINT8, (band, pixel) -> pixel == 5 ? 255 : value);
  }
}
