package org.eobench.testing.layouts.series;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.eobench.testing.TiffBuilder;
import org.eobench.testing.layouts.LayoutFixture;

/**
 * TreeSatAI: plots with the shares of their genera, as single images of three sensors or as time
 * series in HDF5.
 */
public enum TreeSatAiFixture implements LayoutFixture {
  /** Satellite images of 6 x 6 pixels. */
  SATELLITES("treesatai"),
  /** Aerial images, here of 16 x 16 pixels. */
  AERIAL("treesatai_aerial"),
  /** Series of three orbits, of different lengths. */
  SERIES("treesatai_ts");

  private static final int PLOT = 6;
  private static final int TRAINING = 12;
  private static final int VALIDATION = 2;
  private static final int TEST = 2;
  private static final List<String> GENERA =
      List.of(
          "Abies",
          "Acer",
          "Alnus",
          "Betula",
          "Cleared",
          "Fagus",
          "Fraxinus",
          "Larix",
          "Picea",
          "Pinus",
          "Populus",
          "Prunus",
          "Pseudotsuga",
          "Quercus",
          "Tilia");
  private static final BandValues OPTICAL =
      BandValues.of(300, 450, 360, 2300, 760, 1700, 2100, 2400, 1360, 690, 250, 2350);
  private static final BandValues BY_WAVELENGTH =
      BandValues.of(300, 450, 360, 760, 1690, 2090, 2310, 2385, 1360, 690);
  private static final BandValues SAR =
      new BandValues(new double[] {-9, -14, 0.65}, new double[] {2, 2, 0.1});
  private static final BandValues LINEAR = BandValues.of(0.13, 0.035);
  private static final BandValues PHOTO = BandValues.of(137, 86, 82, 76);

  private final String dataset;

  TreeSatAiFixture(String dataset) {
    this.dataset = dataset;
  }

  @Override
  public String dataset() {
    return dataset;
  }

  @Override
  public List<String> overrides() {
    return this == AERIAL ? List.of("dataset.img_size=" + BandValues.SIDE) : List.of();
  }

  @Override
  public void write(Path root) {
    List<String> files = new ArrayList<>();
    List<String> labels = new ArrayList<>();
    for (int i = 0; i < TRAINING + VALIDATION + TEST; i++) {
      String genus = GENERA.get(i % GENERA.size());
      String name =
          String.format(Locale.ROOT, "%s_spec_%d_%d_WEFL_NLF", genus, i % 3, 1005 + 17 * i);
      files.add(name + ".tif");
      labels.add(
          String.format(
              Locale.ROOT,
              "\"%s.tif\": [[\"%s\", 0.74], [\"%s\", 0.2], [\"%s\", 0.06]]",
              name,
              genus,
              GENERA.get((i + 4) % GENERA.size()),
              GENERA.get((i + 9) % GENERA.size())));
      switch (this) {
        case SATELLITES -> satellites(root, name, i);
        case AERIAL ->
            TiffBuilder.unsigned(8, BandValues.SIDE, BandValues.SIDE, PHOTO.planes(i, true))
                .epsg(25832)
                .northUp(552_000, 5_800_000, 0.2, 0.2)
                .write(BandValues.in(root, "aerial/60m/" + name + ".tif"));
        case SERIES -> series(BandValues.in(root, "sentinel-ts/" + name + "_2017.h5"), i);
      }
    }
    BandValues.text(
        root, "labels/TreeSatBA_v9_60m_multi_labels.json", "{" + String.join(",\n", labels) + "}");
    boolean validated = this == SERIES;
    list(root, "train", files.subList(0, validated ? TRAINING : TRAINING + VALIDATION));
    if (validated) {
      list(root, "val", files.subList(TRAINING, TRAINING + VALIDATION));
    }
    list(root, "test", files.subList(TRAINING + VALIDATION, files.size()));
  }

  private static void list(Path root, String split, List<String> files) {
    BandValues.text(root, split + "_filenames.lst", String.join("\n", files) + "\n");
  }

  private static void satellites(Path root, String name, int image) {
    TiffBuilder.unsigned(16, PLOT, PLOT, OPTICAL.planes(image, true, PLOT * PLOT))
        .epsg(25832)
        .northUp(552_000, 5_800_000, 10, 10)
        .write(BandValues.in(root, "s2/60m/" + name + ".tif"));
    TiffBuilder.floating(32, PLOT, PLOT, SAR.planes(image, false, PLOT * PLOT))
        .epsg(25832)
        .northUp(552_000, 5_800_000, 10, 10)
        .write(BandValues.in(root, "s1/60m/" + name + ".tif"));
  }

  private static void series(Path file, int plot) {
    try (WritableHdfFile out = HdfFile.write(file)) {
      put(
          out,
          "sen-2",
          "S2A_MSIL2A_%sT103021_N0204_R108_T32UNC",
          BY_WAVELENGTH,
          16 + plot % 3,
          plot);
      put(out, "sen-1-asc", "S1A_IW_GRDH_1SDV_%sT170751_%1$sT170816_0147", LINEAR, 14, plot);
      put(out, "sen-1-des", "S1B_IW_GRDH_1SDV_%sT053320_%1$sT053345_0037", LINEAR, 18, plot);
    }
  }

  private static void put(
      WritableHdfFile out, String name, String product, BandValues values, int dates, int plot) {
    float[][][][] data = new float[dates][values.bands()][PLOT][PLOT];
    String[] products = new String[dates];
    for (int t = 0; t < dates; t++) {
      String day =
          LocalDate.of(2017, 1, 4)
              .plusDays(t * 350L / dates)
              .format(DateTimeFormatter.BASIC_ISO_DATE);
      products[t] = String.format(Locale.ROOT, product, day);
      for (int band = 0; band < values.bands(); band++) {
        for (int pixel = 0; pixel < PLOT * PLOT; pixel++) {
          data[t][band][pixel / PLOT][pixel % PLOT] =
              (float) values.at(100 * plot + t, band, pixel);
        }
      }
    }
    out.putDataset(name + "-data", data);
    out.putDataset(name + "-products", products);
  }
}
