package org.eobench.datasets.bigearthnet;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.eobench.datasets.raster.DataFolder;
import org.jspecify.annotations.Nullable;

/**
 * The files of a patch: a folder with a GeoTIFF for each band, for each sensor.
 *
 * @param optical folder of Sentinel-2, whose name the files begin with
 * @param sar folder of Sentinel-1
 * @param map the map of its classes; null in version 1
 */
record PatchFiles(Path optical, Path sar, @Nullable Path map) {
  private static final String S2 = "BigEarthNet-S2";
  private static final String S1 = "BigEarthNet-S1";

  /**
   * Where the files of a patch are.
   *
   * @param s2 name of the patch of Sentinel-2
   * @param s1 name of that of Sentinel-1
   */
  static PatchFiles of(Path root, Release release, String s2, String s1) {
    if (release == Release.V1) {
      return new PatchFiles(
          root.resolve("BigEarthNet-v1.0").resolve(s2),
          root.resolve("BigEarthNet-S1-v1.0").resolve(s1),
          null);
    }
    String tile = without(s2, 2);
    return new PatchFiles(
        root.resolve(S2).resolve(tile).resolve(s2),
        root.resolve(S1).resolve(without(s1, 3)).resolve(s1),
        root.resolve("Reference_Maps")
            .resolve(tile)
            .resolve(s2)
            .resolve(s2 + "_reference_map.tif"));
  }

  /** A name without its last parts, which give the place in a tile or scene. */
  private static String without(String name, int parts) {
    String rest = name;
    for (int i = 0; i < parts; i++) {
      rest = rest.substring(0, Math.max(0, rest.lastIndexOf('_')));
    }
    return rest;
  }

  /** The file of a band. */
  Path band(String modality, String band) {
    Path folder = modality.equals(BigEarthNetDataset.SAR) ? sar : optical;
    return folder.resolve(DataFolder.name(folder) + "_" + stored(band) + ".tif");
  }

  /** The file of the labels in version 1. */
  Path labels() {
    return optical.resolve(DataFolder.name(optical) + "_labels_metadata.json");
  }

  /** {@code B02} for {@code B2}. */
  private static String stored(String band) {
    return band.matches("B\\d") ? String.format(Locale.ROOT, "B0%s", band.substring(1)) : band;
  }

  /** The names of all bands of a modality. */
  static List<String> bands(String modality) {
    return modality.equals(BigEarthNetDataset.SAR)
        ? List.of("VV", "VH")
        : List.of("B1", "B2", "B3", "B4", "B5", "B6", "B7", "B8", "B8A", "B9", "B11", "B12");
  }
}
