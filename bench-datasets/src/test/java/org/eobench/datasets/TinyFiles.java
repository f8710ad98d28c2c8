package org.eobench.datasets;

import java.nio.file.Path;
import java.util.Locale;
import org.eobench.core.io.geotiff.Crs;
import org.eobench.core.io.geotiff.GeoTiffSpec;
import org.eobench.core.io.geotiff.GeoTiffWriter;
import org.eobench.core.io.geotiff.GeoTransform;
import org.eobench.core.io.geotiff.SampleType;

/** Writes tiny rasters in the layouts of the real data sets. */
public final class TinyFiles {
  public static final int SIDE = 16;

  private TinyFiles() {}

  /** An image whose value is {@code base + 1000 * band + pixel}. */
  public static void image(Path file, int bands, SampleType type, float base) {
    float[] values = new float[bands * SIDE * SIDE];
    for (int i = 0; i < values.length; i++) {
      values[i] = base + 1000 * (i / (SIDE * SIDE)) + i % (SIDE * SIDE);
    }
    write(file, bands, type, values);
  }

  /** Labels -1, 0, 1, -1, 0, 1, … */
  public static void mask(Path file) {
    float[] labels = new float[SIDE * SIDE];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = i % 3 - 1;
    }
    write(file, 1, SampleType.INT16, labels);
  }

  public static void write(Path file, int bands, SampleType type, float[] values) {
    GeoTiffWriter.write(
        file,
        GeoTiffSpec.plain(SIDE, SIDE, bands, type)
            .withGeoreference(Crs.projected(32610), GeoTransform.northUp(0, 0, 30, 30)),
        values);
  }

  /** HLS Burn Scars: some training chips and two validation chips. */
  public static void hlsBurnScars(Path root, int training) {
    for (int i = 0; i < training + 2; i++) {
      Path folder = root.resolve(i < training ? "training" : "validation");
      String stem = String.format(Locale.ROOT, "subsetted_512x512_HLS.S30.T10TGS.%07d.v1.4", i);
      image(folder.resolve(stem + "_merged.tif"), 6, SampleType.FLOAT32, i);
      mask(folder.resolve(stem + ".mask.tif"));
    }
  }

  /** Sen1Floods11: two chips in each split. */
  public static void sen1Floods11(Path root) {
    Path chips = root.resolve("v1.1/data/flood_events/HandLabeled");
    for (String split : new String[] {"train", "valid", "test"}) {
      StringBuilder csv = new StringBuilder();
      for (int i = 0; i < 2; i++) {
        String stem = "Spain_" + split + i + "_";
        image(chips.resolve("S2Hand/" + stem + "S2Hand.tif"), 13, SampleType.INT16, i);
        float[] radar = new float[2 * SIDE * SIDE];
        java.util.Arrays.fill(radar, -10.5f);
        radar[3] = Float.NaN;
        write(chips.resolve("S1Hand/" + stem + "S1Hand.tif"), 2, SampleType.FLOAT32, radar);
        mask(chips.resolve("LabelHand/" + stem + "LabelHand.tif"));
        csv.append(stem).append("S1Hand.tif,").append(stem).append("LabelHand.tif\n");
      }
      org.eobench.core.io.AtomicFile.writeString(
          root.resolve("v1.1/splits/flood_handlabeled/flood_" + split + "_data.csv"),
          csv.toString());
    }
  }
}
