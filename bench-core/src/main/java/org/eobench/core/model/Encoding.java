package org.eobench.core.model;

import ai.djl.ndarray.NDManager;
import org.eobench.core.encoder.Encoder;
import org.eobench.core.encoder.EncoderInput;
import org.eobench.core.encoder.FeatureMaps;
import org.eobench.core.loader.Batch;
import org.eobench.core.loader.DeviceBatch;

/** The way from images to feature maps: through the encoder, or past it where they are known. */
public interface Encoding {
  /** Through the encoder, always. */
  static Encoding through(Encoder encoder) {
    return new Encoding() {
      @Override
      public FeatureMaps of(EncoderInput input) {
        return encoder.encode(input);
      }

      @Override
      public FeatureMaps of(Batch batch, NDManager owner) {
        return encoder.encode(DeviceBatch.input(batch.decoded(), owner));
      }
    };
  }

  /** The maps of images on the device, such as tiles, owned by the manager of the first of them. */
  FeatureMaps of(EncoderInput input);

  /** The maps of the whole images of a batch, owned by {@code owner} or by a child of it. */
  FeatureMaps of(Batch batch, NDManager owner);
}
