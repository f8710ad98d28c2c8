package org.eobench.core.encoder;

import ai.djl.ndarray.NDArray;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eobench.core.dataset.Acquisition;

/**
 * An input batch of an encoder.
 *
 * @param images by modality, float32 {@code [B,C,T,H,W]} with C in the order of {@link
 *     EncoderSpec#inputBands()}; T is 1 for an encoder that is not temporal
 * @param acquisitions when and where each of the B samples was taken
 */
public record EncoderInput(Map<String, NDArray> images, List<Acquisition> acquisitions) {
  public EncoderInput {
    images = Collections.unmodifiableMap(new LinkedHashMap<>(images));
    acquisitions = List.copyOf(acquisitions);
  }

  /** Images whose acquisition dates and places are unknown. */
  public static EncoderInput of(Map<String, NDArray> images) {
    long batch = images.isEmpty() ? 0 : images.values().iterator().next().getShape().get(0);
    return new EncoderInput(
        images, Collections.nCopies(Math.toIntExact(batch), Acquisition.UNKNOWN));
  }
}
