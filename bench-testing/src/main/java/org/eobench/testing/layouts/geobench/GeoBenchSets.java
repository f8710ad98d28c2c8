package org.eobench.testing.layouts.geobench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eobench.testing.layouts.LayoutFixture;
import org.eobench.testing.layouts.geobench.GeoBenchFixture.Labels;

/** The twelve data sets of GEO-Bench 1.0. */
public final class GeoBenchSets {
  private static final List<String> SENTINEL_2 =
      List.of(
          "01 - Coastal aerosol",
          "02 - Blue",
          "03 - Green",
          "04 - Red",
          "05 - Vegetation Red Edge",
          "06 - Vegetation Red Edge",
          "07 - Vegetation Red Edge",
          "08 - NIR",
          "08A - Vegetation Red Edge",
          "09 - Water vapour",
          "10 - SWIR - Cirrus",
          "11 - SWIR",
          "12 - SWIR");

  /** Of vegetation in the order of the names above, without B10 in the second one. */
  private static final double[] LEVEL_1C = {
    1350, 1110, 1040, 930, 1190, 2030, 2420, 2340, 2640, 750, 12, 1810, 1100
  };

  private GeoBenchSets() {}

  /** All of them. */
  public static List<LayoutFixture> all() {
    return List.of(
        of("mbigearthnet", "Sentinel2", withoutCirrus(), Labels.CLASSES, 43, false),
        of("mbrickkiln", "Sentinel2", brickKiln(), Labels.CLASS, 2, false),
        of("mcashew-plantation", "Sentinel2", withoutCirrus(), Labels.MAP, 7, true),
        of("mchesapeake-landcover", "SpectralBand", naip(), Labels.MAP, 7, false),
        of("meurosat", "Sentinel2", eurosat(), Labels.CLASS, 10, false),
        of("mforestnet", "Landsat8", landsat(), Labels.CLASS, 12, true),
        of("mneontree", "SpectralBand", colours(), Labels.MAP, 2, false),
        of("mnz-cattle", "SpectralBand", colours(), Labels.MAP, 2, true),
        of("mpv4ger", "SpectralBand", colours(), Labels.CLASS, 2, false),
        of("mpv4ger-seg", "SpectralBand", colours(), Labels.MAP, 2, false),
        of("msa-crop-type", "Sentinel2", withoutCirrus(), Labels.MAP, 10, true),
        of("mso2sat", "Sentinel2", so2sat(), Labels.CLASS, 17, false));
  }

  private static GeoBenchFixture of(
      String name,
      String sensor,
      Map<String, Double> bands,
      Labels labels,
      int classes,
      boolean dated) {
    return new GeoBenchFixture(name, sensor, bands, labels, classes, dated);
  }

  /** The order of the values is that of EuroSAT's files, and the names are as published. */
  private static Map<String, Double> eurosat() {
    double[] values = LEVEL_1C.clone();
    values[8] = 750;
    values[9] = 12;
    values[10] = 1810;
    values[11] = 1100;
    values[12] = 2640;
    return named(SENTINEL_2, values);
  }

  /** The last five are B11, B12 and the colours of a picture. */
  private static Map<String, Double> brickKiln() {
    double[] values = LEVEL_1C.clone();
    values[8] = 1625;
    values[9] = 1136;
    values[10] = 82;
    values[11] = 90;
    values[12] = 68;
    return named(SENTINEL_2, values);
  }

  private static Map<String, Double> withoutCirrus() {
    Map<String, Double> bands = named(SENTINEL_2, LEVEL_1C);
    bands.keySet().removeIf(name -> name.startsWith("10"));
    return bands;
  }

  private static Map<String, Double> so2sat() {
    Map<String, Double> bands =
        named(
            List.of(
                "01 - VH.Real",
                "02 - VH.Imaginary",
                "03 - VV.Real",
                "04 - VV.Imaginary",
                "05 - VH.LEE Filtered",
                "06 - VV.LEE Filtered",
                "07 - VH.LEE Filtered.Real",
                "08 - VV.LEE Filtered.Imaginary"),
            0.01,
            0.01,
            0.02,
            0.02,
            0.04,
            0.2,
            0.02,
            0.01);
    withoutCirrus()
        .forEach(
            (name, value) -> {
              if (!name.startsWith("01") && !name.startsWith("09")) {
                bands.put(name, value / 10_000);
              }
            });
    return bands;
  }

  private static Map<String, Double> landsat() {
    return named(
        List.of("04 - Red", "03 - Green", "02 - Blue", "05 - NIR", "06 - SWIR1", "07 - SWIR2"),
        77.6,
        83.7,
        72.9,
        124,
        91.5,
        74.7);
  }

  private static Map<String, Double> naip() {
    return named(List.of("Red", "Green", "Blue", "NearInfrared"), 0.46, 0.52, 0.48, 0.57);
  }

  private static Map<String, Double> colours() {
    return named(List.of("Red", "Green", "Blue"), 122, 131, 108);
  }

  private static Map<String, Double> named(List<String> names, double... values) {
    Map<String, Double> bands = new LinkedHashMap<>();
    for (int i = 0; i < values.length; i++) {
      bands.put(names.get(i), values[i]);
    }
    return bands;
  }
}
