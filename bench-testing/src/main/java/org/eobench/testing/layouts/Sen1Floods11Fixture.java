package org.eobench.testing.layouts;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.eobench.core.io.AtomicFile;
import org.eobench.core.io.geotiff.SampleType;

/** Sen1Floods11, with its test split and with the flood that the authors hold out. */
public enum Sen1Floods11Fixture implements LayoutFixture {
  TEST,
  BOLIVIA;

  @Override
  public String dataset() {
    return "sen1floods11";
  }

  @Override
  public void write(Path root) {
    files(root);
  }

  @Override
  public List<String> overrides() {
    return List.of(
        "dataset.img_size=" + TinyFiles.SIDE,
        "dataset.test_list=" + name().toLowerCase(Locale.ROOT));
  }

  /** Two chips in each split: optical {@code i + 1000 + 100 * band + pixel}, radar in dB. */
  public static void files(Path root) {
    Path chips = root.resolve("v1.1/data/flood_events/HandLabeled");
    for (String split : List.of("train", "valid", "test", "bolivia")) {
      StringBuilder csv = new StringBuilder();
      for (int i = 0; i < 2; i++) {
        String place = split.equals("bolivia") ? "Bolivia_" : "Spain_" + split;
        String stem = place + i + "_";
        float base = 1000 + i;
        TinyFiles.image(
            chips.resolve("S2Hand/" + stem + "S2Hand.tif"),
            13,
            SampleType.INT16,
            (band, pixel) -> base + 100 * band + pixel);
        TinyFiles.image(
            chips.resolve("S1Hand/" + stem + "S1Hand.tif"),
            2,
            SampleType.FLOAT32,
            (band, pixel) -> band == 0 && pixel == 3 ? Float.NaN : -10.5f - 6 * band - pixel % 4);
        TinyFiles.mask(chips.resolve("LabelHand/" + stem + "LabelHand.tif"));
        csv.append(stem).append("S1Hand.tif,").append(stem).append("LabelHand.tif\n");
      }
      AtomicFile.writeString(
          root.resolve("v1.1/splits/flood_handlabeled/flood_" + split + "_data.csv"),
          csv.toString());
    }
  }
}
