package org.eobench.core.loader;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eobench.core.encoder.EncoderInput;

/**
 * A batch as arrays on a manager's device; closing the manager frees it.
 *
 * @param input what the encoder gets
 * @param targets int64 {@code [B,H,W]}
 */
public record DeviceBatch(EncoderInput input, NDArray targets) {
  /** Copies a batch to the device of {@code manager}. */
  public static DeviceBatch of(Batch batch, NDManager manager) {
    Map<String, NDArray> images = new LinkedHashMap<>();
    batch
        .images()
        .forEach(
            (modality, image) ->
                images.put(
                    modality,
                    manager.create(
                        image.data(),
                        new Shape(
                            image.batch(),
                            image.channels(),
                            image.frames(),
                            image.height(),
                            image.width()))));
    long[] labels = new long[batch.targets().length];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = batch.targets()[i];
    }
    Shape shape = new Shape(batch.size(), batch.targetHeight(), batch.targetWidth());
    EncoderInput input = new EncoderInput(images, batch.acquisitions());
    return new DeviceBatch(input, manager.create(labels, shape));
  }
}
