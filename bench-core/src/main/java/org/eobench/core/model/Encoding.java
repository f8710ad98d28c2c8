package org.eobench.core.model;

import ai.djl.ndarray.NDManager;
import java.util.function.Function;
import org.eobench.core.encoder.Encoder;
import org.eobench.core.encoder.EncoderInput;
import org.eobench.core.encoder.FeatureMaps;
import org.eobench.core.encoder.GlobalEncoder;
import org.eobench.core.encoder.GlobalFeatures;
import org.eobench.core.error.BenchException;
import org.eobench.core.loader.Batch;
import org.eobench.core.loader.DeviceBatch;

/** The way from images to feature maps: through the encoder, or past it where they are known. */
public interface Encoding {
  /** Through the encoder, always. */
  static Encoding through(Encoder encoder) {
    return through(encoder::encode);
  }

  /**
   * Through the encoder, always, with the class tokens of the maps.
   *
   * @throws BenchException if the encoder has none
   */
  static Encoding withClassTokens(Encoder encoder) {
    if (!givesClassTokens(encoder)) {
      throw GlobalFeatures.noClassToken();
    }
    return through(everything(encoder));
  }

  /** Whether an encoder gives the class tokens of its maps. */
  static boolean givesClassTokens(Encoder encoder) {
    return encoder instanceof GlobalEncoder describing && describing.givesClassTokens();
  }

  /** Through the encoder, always, with class tokens if it has any. */
  static Function<EncoderInput, FeatureMaps> everything(Encoder encoder) {
    if (!(encoder instanceof GlobalEncoder describing && describing.givesClassTokens())) {
      return encoder::encode;
    }
    return input -> {
      GlobalFeatures features = describing.encodeGlobal(input);
      FeatureMaps maps = features.maps();
      return new FeatureMaps(maps.levels(), maps.acquisitions(), features.classTokens());
    };
  }

  private static Encoding through(Function<EncoderInput, FeatureMaps> encode) {
    return new Encoding() {
      @Override
      public FeatureMaps of(EncoderInput input) {
        return encode.apply(input);
      }

      @Override
      public FeatureMaps of(Batch batch, NDManager owner) {
        return encode.apply(DeviceBatch.input(batch.decoded(), owner));
      }
    };
  }

  /** The maps of images on the device, such as tiles, owned by the manager of the first of them. */
  FeatureMaps of(EncoderInput input);

  /** The maps of the whole images of a batch, owned by {@code owner} or by a child of it. */
  FeatureMaps of(Batch batch, NDManager owner);
}
