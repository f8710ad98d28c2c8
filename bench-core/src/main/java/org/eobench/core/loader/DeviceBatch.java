package org.eobench.core.loader;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eobench.core.dataset.BatchTargets;
import org.eobench.core.encoder.EncoderInput;
import org.eobench.core.stages.Stage;
import org.eobench.core.stages.Stages;

/**
 * A batch as arrays on a manager's device. Closing the manager frees it.
 *
 * @param input input of the encoder
 * @param targets as {@link BatchTargets#on} gives them
 */
public record DeviceBatch(EncoderInput input, NDArray targets) {
  /** Copies a batch to the device of {@code owner}, which owns the arrays. */
  public static DeviceBatch of(Batch batch, NDManager owner) {
    return Stages.call(
        Stage.COPY, () -> new DeviceBatch(images(batch, owner), batch.targets().on(owner)));
  }

  /** Copies the images of a batch to the device of {@code owner}, which owns the arrays. */
  public static EncoderInput input(Batch batch, NDManager owner) {
    return Stages.call(Stage.COPY, () -> images(batch, owner));
  }

  private static EncoderInput images(Batch batch, NDManager owner) {
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
    return new EncoderInput(images, batch.acquisitions());
  }
}
