package org.eobench.core.loader;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A batch as arrays on a manager's device; closing the manager frees it.
 *
 * @param images by modality, float32 {@code [B,C,T,H,W]}
 * @param targets int64 {@code [B,H,W]}
 */
public record DeviceBatch(Map<String, NDArray> images, NDArray targets) {
  public DeviceBatch {
    images = Collections.unmodifiableMap(new LinkedHashMap<>(images));
  }

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
    return new DeviceBatch(images, manager.create(labels, shape));
  }
}
