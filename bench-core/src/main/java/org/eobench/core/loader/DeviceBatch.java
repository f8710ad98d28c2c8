package org.eobench.core.loader;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eobench.core.encoder.EncoderInput;
import org.eobench.core.nn.DeviceCopy;
import org.eobench.core.nn.TorchOps;

/**
 * A batch as arrays on a manager's device; closing the manager frees it.
 *
 * @param input what the encoder gets
 * @param targets int64 {@code [B,H,W]}
 */
public record DeviceBatch(EncoderInput input, NDArray targets) {
  /** Copies a batch to the device of {@code owner}, to which its arrays then belong. */
  public static DeviceBatch of(Batch batch, TorchOps ops, NDManager owner) {
    DeviceCopy copy = new DeviceCopy(ops);
    Map<String, NDArray> images = new LinkedHashMap<>();
    batch
        .images()
        .forEach(
            (modality, image) ->
                images.put(
                    modality,
                    copy.floats(
                        image.data(),
                        new Shape(
                            image.batch(),
                            image.channels(),
                            image.frames(),
                            image.height(),
                            image.width()),
                        owner)));
    Shape shape = new Shape(batch.size(), batch.targetHeight(), batch.targetWidth());
    EncoderInput input = new EncoderInput(images, batch.acquisitions());
    return new DeviceBatch(input, copy.longs(batch.targets(), shape, owner));
  }
}
