package org.eobench.datasets.satlas;

import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Suggest;
import org.eobench.datasets.raster.GridBands.BandFile;

/** The files of the bands: {@code tci} has red, green and blue, others have one band each. */
final class SatlasBands {
  /** The folder whose images give a tile its size. */
  static final String COLOURS = "tci";

  private static final Map<String, List<String>> BY_FOLDER = new LinkedHashMap<>();

  static {
    BY_FOLDER.put(COLOURS, List.of("B4", "B3", "B2"));
    for (String band : List.of("B5", "B6", "B7", "B8", "B11", "B12")) {
      BY_FOLDER.put("b" + (band.length() == 2 ? "0" : "") + band.substring(1), List.of(band));
    }
  }

  private SatlasBands() {}

  /** Folders of the images of a scene. */
  static Collection<String> folders() {
    return BY_FOLDER.keySet();
  }

  /**
   * The file of a band.
   *
   * @param scene folder of a scene
   * @param tile file name of a tile
   */
  static BandFile file(Path scene, String tile, String band) {
    for (Map.Entry<String, List<String>> folder : BY_FOLDER.entrySet()) {
      if (folder.getValue().contains(band)) {
        return new BandFile(scene.resolve(folder.getKey()).resolve(tile), folder.getValue());
      }
    }
    throw unknown(band);
  }

  /** Refuses names of bands that the files do not have. */
  static void require(List<String> names) {
    names.forEach(name -> file(Path.of(""), "", name));
  }

  private static BenchException unknown(String band) {
    List<String> all = BY_FOLDER.values().stream().flatMap(List::stream).toList();
    return new BenchException(
        ExitCode.CONFIG,
        Problem.of("UnknownBand", "satlas has no band " + band)
            .at("dataset.bands.optical")
            .expecting(Suggest.sentence(band, all))
            .next("name the bands of the encoder that it lacks in encoder.input_bands only"));
  }
}
