package org.eobench.testing;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.eobench.core.dataset.Acquisition;
import org.eobench.core.encoder.EncoderInput;
import org.eobench.core.encoder.EncoderSpec;

/** Batches of noise for encoders under test. */
final class NoiseInput {
  static final int BATCH = 2;

  private NoiseInput() {}

  /** A batch of the encoder's input size with known dates, places and ground resolutions. */
  static EncoderInput of(EncoderSubject subject, EncoderSpec spec, NDManager manager) {
    return square(subject, spec, spec.inputSize(), manager);
  }

  /** Like {@link #of}, with another size. */
  static EncoderInput square(
      EncoderSubject subject, EncoderSpec spec, int size, NDManager manager) {
    Map<String, NDArray> images = images(subject, spec, size, size, manager);
    return new EncoderInput(images, Collections.nCopies(BATCH, known(subject.frames())));
  }

  /** Images by modality, {@code [B,C,T,height,width]}. */
  static Map<String, NDArray> images(
      EncoderSubject subject, EncoderSpec spec, int height, int width, NDManager manager) {
    Map<String, NDArray> images = new LinkedHashMap<>();
    spec.inputBands()
        .forEach(
            (modality, bands) ->
                images.put(
                    modality,
                    Noise.of(
                        manager,
                        images.size(),
                        BATCH,
                        bands.size(),
                        subject.frames(),
                        height,
                        width)));
    return images;
  }

  private static Acquisition known(int frames) {
    LocalDateTime first = LocalDateTime.of(2018, 6, 1, 10, 30);
    List<LocalDateTime> dates =
        IntStream.range(0, frames).mapToObj(frame -> first.plusDays(12L * frame)).toList();
    return new Acquisition(dates, new Acquisition.Place(46.5, 11.3), 10.0);
  }
}
