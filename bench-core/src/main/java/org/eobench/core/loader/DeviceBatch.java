package org.eobench.core.loader;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
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
  /** Copies a batch to the device of {@code owner}, to which its arrays then belong. */
  public static DeviceBatch of(Batch batch, NDManager owner) {
    Map<String, NDArray> images = new LinkedHashMap<>();
    batch
        .images()
        .forEach(
            (modality, image) ->
                images.put(
                    modality,
                    owner.create(
                        image.data(),
                        new Shape(
                            image.batch(),
                            image.channels(),
                            image.frames(),
                            image.height(),
                            image.width()))));
    Shape shape = new Shape(batch.size(), batch.targetHeight(), batch.targetWidth());
    EncoderInput input = new EncoderInput(images, batch.acquisitions());
    // As int32 to the device, where they become what a loss takes: half the bytes on the way.
    try (NDArray narrow = owner.create(batch.targets(), shape)) {
      return new DeviceBatch(input, narrow.toType(DataType.INT64, false));
    }
  }
}
