package org.eobench.testing;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.eobench.core.dataset.Acquisition;
import org.eobench.core.encoder.EncoderSpec;
import org.eobench.core.encoder.FeatureMaps;

/** Noise in the shapes of an encoder's maps. */
final class StubMaps {
  private static final LocalDateTime FIRST = LocalDateTime.of(2020, 3, 1, 10, 30);
  private static final long DAYS = 12;

  private StubMaps() {}

  /**
   * Maps of images with {@code height} rows, of which a stride may drop some. The images are twelve
   * days apart.
   */
  static FeatureMaps of(
      EncoderSpec encoder, int batch, int frames, int height, int width, NDManager manager) {
    List<NDArray> maps = new ArrayList<>();
    for (EncoderSpec.Level level : encoder.levels()) {
      int rows = height / level.stride();
      int columns = width / level.stride();
      maps.add(
          encoder.temporalOutput()
              ? Noise.of(manager, maps.size(), batch, level.width(), frames, rows, columns)
              : Noise.of(manager, maps.size(), batch, level.width(), rows, columns));
    }
    List<LocalDateTime> dates =
        IntStream.range(0, frames).mapToObj(t -> FIRST.plusDays(DAYS * t)).toList();
    return new FeatureMaps(maps, Collections.nCopies(batch, new Acquisition(dates, null, null)));
  }
}
