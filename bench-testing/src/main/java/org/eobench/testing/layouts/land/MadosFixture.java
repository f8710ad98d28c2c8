package org.eobench.testing.layouts.land;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eobench.core.io.AtomicFile;
import org.eobench.core.io.geotiff.SampleType;
import org.eobench.testing.layouts.DrawnImages;
import org.eobench.testing.layouts.LayoutFixture;

/** MADOS: bands of 10, 20 and 60 m, with the wavelengths of Sentinel-2A and -2B in their names. */
public final class MadosFixture implements LayoutFixture {
  public static final int SIDE = 48;

  private static final List<List<Integer>> WAVELENGTHS =
      List.of(
          List.of(443, 492, 560, 665, 704, 740, 783, 833, 865, 1614, 2202),
          List.of(442, 492, 559, 665, 704, 739, 780, 833, 864, 1610, 2186));
  private static final List<Integer> METRES = List.of(60, 10, 10, 10, 20, 20, 20, 10, 20, 20, 20);
  private static final double[] LEVELS = {
    0.058, 0.052, 0.044, 0.036, 0.034, 0.037, 0.040, 0.036, 0.040, 0.027, 0.020
  };

  @Override
  public String dataset() {
    return "mados";
  }

  /** Crop 1 of a scene must not be taken for crop 12. */
  @Override
  public void write(Path root) {
    Map<String, List<String>> splits = new LinkedHashMap<>();
    splits.put("train", List.of("0 1", "0 12", "2 1"));
    splits.put("val", List.of("17 1", "17 2"));
    splits.put("test", List.of("173 1", "173 12"));
    splits.forEach(
        (split, crops) -> {
          List<String> names = new ArrayList<>();
          for (String crop : crops) {
            String[] numbers = crop.split(" ");
            crop(root, Integer.parseInt(numbers[0]), numbers[1]);
            names.add("Scene_" + numbers[0] + "_" + numbers[1]);
          }
          AtomicFile.writeString(
              root.resolve("splits/" + split + "_X.txt"), String.join("\n", names) + "\n");
        });
  }

  @Override
  public List<String> overrides() {
    return List.of("dataset.img_size=" + SIDE);
  }

  /** Scenes with odd numbers are of Sentinel-2B. The first pixel of each band has no data. */
  private static void crop(Path root, int scene, String crop) {
    long seed = 100L * scene + Long.parseLong(crop);
    for (int band = 0; band < LEVELS.length; band++) {
      int metres = METRES.get(band);
      int level = band;
      DrawnImages.Values values = DrawnImages.around(seed, LEVELS);
      String file =
          "Scene_"
              + scene
              + "/"
              + metres
              + "/Scene_"
              + scene
              + "_L2R_rhorc_"
              + WAVELENGTHS.get(scene % 2).get(band)
              + "_"
              + crop
              + ".tif";
      DrawnImages.tiff(
          root.resolve(file),
          SIDE * 10 / metres,
          SIDE * 10 / metres,
          1,
          SampleType.FLOAT32,
          (only, pixel) -> pixel == 0 ? Double.NaN : values.at(level, pixel));
    }
    for (String kind : List.of("cl", "conf", "rep")) {
      DrawnImages.tiff(
          root.resolve(
              "Scene_" + scene + "/10/Scene_" + scene + "_L2R_" + kind + "_" + crop + ".tif"),
          SIDE,
          SIDE,
          1,
          SampleType.FLOAT32,
          (only, pixel) -> kind.equals("cl") ? pixel % 16 : 1);
    }
  }
}
