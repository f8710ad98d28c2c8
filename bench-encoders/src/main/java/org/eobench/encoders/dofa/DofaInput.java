package org.eobench.encoders.dofa;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Map;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Problems;

/** Checks the images of a batch and stacks their modalities to one image. */
final class DofaInput {
  private DofaInput() {}

  /**
   * @param images by modality, {@code [B,C,1,H,W]}
   * @return {@code [B,ΣC,H,W]}, modalities in the order of the config
   * @throws BenchException when a modality is missing, or an image has other bands, dates or sizes
   */
  static NDArray stack(DofaConfig config, Map<String, NDArray> images) {
    Problems problems = new Problems();
    NDList parts = new NDList();
    config
        .inputBands()
        .forEach(
            (modality, bands) -> {
              NDArray image = images.get(modality);
              if (image == null) {
                problems.add(
                    Problem.of("MissingModality", "DOFA was given no " + modality + " image")
                        .at("encoder.input_bands." + modality)
                        .expecting("images of " + config.inputBands().keySet()));
                return;
              }
              check(config, modality, bands, image.getShape(), problems);
              parts.add(image);
            });
    problems.throwIfAny(ExitCode.CONFIG);
    NDArray all = parts.size() == 1 ? parts.get(0) : NDArrays.concat(parts, 1);
    return all.squeeze(2);
  }

  private static void check(
      DofaConfig config, String modality, List<String> bands, Shape shape, Problems problems) {
    String where = "%s image of shape %s, axes [B,C,T,H,W]".formatted(modality, shape);
    if (shape.dimension() != 5) {
      problems.add(Problem.of("ImageAxes", "an image must have five axes").at(where));
      return;
    }
    if (shape.get(1) != bands.size()) {
      problems.add(
          Problem.of("ImageBands", "the image has %d bands".formatted(shape.get(1)))
              .at(where)
              .expecting("the %d bands %s".formatted(bands.size(), String.join(", ", bands)))
              .next("let preprocessing contain BandFilter and BandPadding"));
    }
    if (shape.get(2) != 1) {
      problems.add(
          Problem.of("ImageDates", "DOFA takes one date, not %d".formatted(shape.get(2)))
              .at(where)
              .expecting("T = 1"));
    }
    int size = config.inputSize();
    if (shape.get(3) != size || shape.get(4) != size) {
      problems.add(
          Problem.of(
                  "ImageSize", "the image is %d x %d pixels".formatted(shape.get(3), shape.get(4)))
              .at(where)
              .expecting("encoder.input_size=%1$d: %1$d x %1$d".formatted(size))
              .next("crop or resize in preprocessing, or evaluate with sliding windows"));
    }
  }
}
