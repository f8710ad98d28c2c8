package org.eobench.datasets.quickstart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.eobench.core.io.Crs;
import org.eobench.core.io.GeoTiffSpec;
import org.eobench.core.io.GeoTiffWriter;
import org.eobench.core.io.GeoTransform;
import org.eobench.core.io.SampleType;

/** Writes drawn chips as GeoTIFFs in the folders and under the names of HLS Burn Scars. */
final class QuickstartChips {
  private static final double WEST = 553_785;
  private static final double NORTH = 4_183_215;
  private static final double PIXEL_METRES = 30;
  private static final Crs UTM_10_NORTH = Crs.projected(32610);
  private static final long SEED_STEP = 0x9e3779b97f4a7c15L;

  private final QuickstartConfig config;

  QuickstartChips(QuickstartConfig config) {
    this.config = config;
  }

  /** Fills an empty folder. */
  void write(Path folder) throws IOException {
    write(folder.resolve("training"), 0, config.trainingChips());
    write(folder.resolve("validation"), config.trainingChips(), config.testChips());
  }

  private void write(Path folder, int first, int count) throws IOException {
    Files.createDirectories(folder);
    int size = config.facts().imgSize();
    for (int i = 0; i < count; i++) {
      int chip = first + i;
      BurnScene scene = new BurnScene(size, config.sceneSeed() + (chip + 1) * SEED_STEP);
      String stem = String.format(Locale.ROOT, "drawn_%dx%d_%04d", size, size, chip);
      GeoTransform place =
          GeoTransform.northUp(
              WEST + chip * size * PIXEL_METRES, NORTH, PIXEL_METRES, PIXEL_METRES);
      GeoTiffWriter.write(
          folder.resolve(stem + "_merged.tif"),
          GeoTiffSpec.plain(size, size, Spectrum.BANDS, SampleType.FLOAT32)
              .withNodata(Shot.NO_DATA)
              .withGeoreference(UTM_10_NORTH, place),
          scene.values());
      GeoTiffWriter.write(
          folder.resolve(stem + ".mask.tif"),
          GeoTiffSpec.plain(size, size, 1, SampleType.INT16)
              .withNodata(BurnScene.IGNORED)
              .withGeoreference(UTM_10_NORTH, place),
          scene.labels());
    }
  }
}
