package org.eobench.testing.layouts.land;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.eobench.core.io.AtomicFile;
import org.eobench.core.io.geotiff.SampleType;
import org.eobench.testing.layouts.DrawnImages;
import org.eobench.testing.layouts.LayoutFixture;

/** MARIDA: patches with classes and confidence beside them, and lists without {@code S2_}. */
public final class MaridaFixture implements LayoutFixture {
  public static final int SIDE = 32;

  private static final Map<String, List<String>> SPLITS =
      Map.of(
          "train", List.of("1-12-19_48MYU_0", "1-12-19_48MYU_11", "4-9-16_16PCC_3"),
          "val", List.of("12-12-20_16PCC_6", "12-12-20_16PCC_7"),
          "test", List.of("14-9-18_16PCC_13", "27-1-19_16QED_14"));
  private static final double[] LEVELS = {
    0.052, 0.048, 0.041, 0.032, 0.030, 0.035, 0.039, 0.034, 0.039, 0.024, 0.016
  };

  @Override
  public String dataset() {
    return "marida";
  }

  @Override
  public void write(Path root) {
    SPLITS.forEach(
        (split, names) -> {
          names.forEach(name -> patch(root, name));
          AtomicFile.writeString(
              root.resolve("splits/" + split + "_X.txt"), String.join("\n", names) + "\n");
        });
    AtomicFile.writeString(root.resolve("labels_mapping.txt"), "{}");
  }

  @Override
  public List<String> overrides() {
    return List.of("dataset.img_size=" + SIDE);
  }

  private static void patch(Path root, String name) {
    String scene = "S2_" + name.substring(0, name.lastIndexOf('_'));
    Path stem = root.resolve("patches/" + scene);
    DrawnImages.tiff(
        stem.resolve("S2_" + name + ".tif"),
        SIDE,
        SIDE,
        LEVELS.length,
        SampleType.FLOAT32,
        DrawnImages.around(name.hashCode(), LEVELS));
    for (String kind : List.of("_cl", "_conf")) {
      DrawnImages.tiff(
          stem.resolve("S2_" + name + kind + ".tif"),
          SIDE,
          SIDE,
          1,
          SampleType.FLOAT32,
          (only, pixel) -> kind.equals("_cl") ? pixel % 16 : 1);
    }
  }
}
