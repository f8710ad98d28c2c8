package org.eobench.core.weights;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The file that {@code encoder.encoder_weights} means: a weights file, or that of a run. */
public final class WeightsPath {
  /** The encoder that a pretraining produces, relative to its run directory. */
  public static final String PRETRAINED = "checkpoints/encoder.safetensors";

  /** The best model of a run, relative to its directory. */
  public static final String BEST = "checkpoints/best.safetensors";

  private WeightsPath() {}

  /**
   * The file of a configured path: for a run directory, its pretrained encoder or else its best
   * model; the path itself if it is no run directory, or one without either.
   */
  public static Path of(String configured) {
    Path path = Path.of(configured);
    if (Files.isRegularFile(path.resolve("run.json"))) {
      for (String name : List.of(PRETRAINED, BEST)) {
        if (Files.isRegularFile(path.resolve(name))) {
          return path.resolve(name);
        }
      }
    }
    return path;
  }
}
