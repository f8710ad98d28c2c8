package org.eobench.core.run.scene;

import java.util.List;
import java.util.Locale;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.io.geotiff.BandScale;
import org.eobench.core.io.geotiff.SampleType;

/**
 * One raster of a prediction.
 *
 * @param output what it shows
 * @param bands number of its bands
 * @param type type of its samples
 * @param nodata stored number of pixels without data
 * @param scale factor from stored numbers to values
 */
record SceneLayer(SceneOutput output, int bands, SampleType type, double nodata, BandScale scale) {
  /** The largest number of classes whose numbers leave one byte for pixels without data. */
  private static final int MOST_IN_BYTE = 255;

  private static final int BYTE_NODATA = 255;
  private static final int SHORT_NODATA = 65_535;

  /** A probability of 1 in a byte; 255 marks pixels without data. */
  private static final int BYTE_ONE = 254;

  /**
   * The rasters that are asked for.
   *
   * @param classes whether the task predicts classes, and not values
   * @param count number of classes, or of values at each pixel
   * @throws BenchException {@code NoSuchOutput} for one that the task does not give
   */
  static List<SceneLayer> of(SceneOptions options, boolean classes, int count) {
    List<SceneOutput> asked =
        options.outputs().isEmpty() ? List.of(SceneOutput.usual(classes)) : options.outputs();
    List<SceneOutput> possible = SceneOutput.of(classes);
    for (SceneOutput output : asked) {
      if (!possible.contains(output)) {
        throw new BenchException(
            ExitCode.USAGE,
            Problem.of(
                    "NoSuchOutput",
                    String.format(
                        Locale.ROOT,
                        "the run predicts %s, so there are no %s",
                        classes ? "classes" : "values",
                        output.key()))
                .at("--outputs")
                .expecting(possible.stream().map(SceneOutput::key).toList().toString()));
      }
    }
    if (options.bytes() && asked.stream().noneMatch(SceneLayer::isShare)) {
      throw new BenchException(
          ExitCode.USAGE,
          Problem.of("FlagAlone", "no output has a type that could be chosen")
              .at("--dtype uint8")
              .expecting("--outputs with probabilities, confidence, uncertainty or margin"));
    }
    return asked.stream().map(output -> of(output, options, count)).toList();
  }

  /** Whether its values are from 0 to 1. */
  private static boolean isShare(SceneOutput output) {
    return output != SceneOutput.CLASSES && output != SceneOutput.VALUES;
  }

  private static SceneLayer of(SceneOutput output, SceneOptions options, int count) {
    if (output == SceneOutput.CLASSES) {
      return count <= MOST_IN_BYTE
          ? new SceneLayer(output, 1, SampleType.UINT8, BYTE_NODATA, BandScale.NONE)
          : new SceneLayer(output, 1, SampleType.UINT16, SHORT_NODATA, BandScale.NONE);
    }
    boolean each = output == SceneOutput.PROBABILITIES || output == SceneOutput.VALUES;
    int bands = each ? count : 1;
    return options.bytes() && isShare(output)
        ? new SceneLayer(
            output, bands, SampleType.UINT8, BYTE_NODATA, new BandScale(1.0 / BYTE_ONE, 0))
        : new SceneLayer(output, bands, SampleType.FLOAT32, Double.NaN, BandScale.NONE);
  }

  /** The stored number of a value. */
  float stored(float value) {
    return scale.changes() ? Math.round(value * BYTE_ONE) : value;
  }

  /** Bytes of a sample. */
  int sampleBytes() {
    return switch (type) {
      case UINT8 -> 1;
      case UINT16 -> Short.BYTES;
      default -> Float.BYTES;
    };
  }
}
