package org.eobench.serve.image;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.Image;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.Problem;
import org.eobench.core.io.tensors.Npy;
import org.eobench.core.io.tensors.NpyArray;
import org.eobench.core.io.tensors.NpyFile;
import org.eobench.core.io.tensors.Npz;
import org.eobench.serve.limit.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Images as arrays {@code [C,H,W]}, or {@code [C,T,H,W]} of several dates: one array in a {@code
 * .npy} file, or one for each modality, named after it, in an {@code .npz} file.
 *
 * @param name what to call the file
 */
record NumpyImages(Path file, ImageFormat format, String name) {

  /** Refuses sizes before anything is decoded. */
  @FunctionalInterface
  interface SizeCheck {
    void require(long values, long height, long width);
  }

  Map<String, Image> read(DatasetSpec spec, SizeCheck check) {
    if (spec.bands().size() > 1 && format == ImageFormat.NPY) {
      throw shape("one array", "an .npz file with an array for each of " + spec.bands().keySet());
    }
    Map<String, Image> images = new LinkedHashMap<>();
    spec.bands()
        .forEach(
            (modality, bands) -> {
              String array = spec.bands().size() > 1 ? modality : only(modality);
              long[] shape = shape(array);
              long channels = shape.length > 0 ? shape[0] : 0;
              long frames = shape.length == 4 ? shape[1] : 1;
              boolean fits = shape.length == 3 || shape.length == 4;
              if (!fits || channels != bands.size() || frames != spec.frames()) {
                throw shape(
                    "an array of shape " + Arrays.toString(shape),
                    String.format(
                            Locale.ROOT,
                            "%s with the %d bands of %s",
                            spec.frames() == 1 ? "[C,H,W]" : "[C,T,H,W]",
                            bands.size(),
                            modality)
                        + (spec.frames() == 1 ? "" : " and " + spec.frames() + " dates"));
              }
              long height = shape[shape.length - 2];
              long width = shape[shape.length - 1];
              check.require(1, height, width);
              check.require(channels * frames * height * width, height, width);
              NpyArray read = array == null ? plain() : Npz.read(file, array);
              images.put(
                  modality,
                  new Image(read.floats(), bands.size(), spec.frames(), (int) height, (int) width));
            });
    return images;
  }

  /** The name of the array of a file that holds the only modality; null for the only array. */
  private @Nullable String only(String modality) {
    if (format == ImageFormat.NPY) {
      return null;
    }
    try {
      Npz.info(file, null);
      return null;
    } catch (BenchException several) {
      return modality;
    }
  }

  private NpyArray plain() {
    return format == ImageFormat.NPY ? Npy.read(file) : Npz.read(file, null);
  }

  private long[] shape(@Nullable String array) {
    if (format == ImageFormat.NPZ) {
      return Npz.info(file, array).shape();
    }
    try (NpyFile npy = NpyFile.open(file)) {
      return npy.shape();
    }
  }

  private Refusal shape(String found, String expected) {
    return Refusal.of(
        Refusal.UNFIT,
        Problem.of("ArrayShape", "the file holds " + found)
            .at(name)
            .expecting(expected)
            .next("see GET /run for the bands"));
  }
}
