package org.eobench.core.train;

import ai.djl.ndarray.NDArray;
import org.eobench.core.decoder.Decoder;
import org.eobench.core.encoder.FeatureMaps;
import org.eobench.core.nn.Conv2d;
import org.eobench.core.nn.Dropout;
import org.eobench.core.nn.torch.TorchOps;

/** Dropout and one linear layer per pixel, for two classes. */
public final class ToyDecoder extends Decoder {
  private final Dropout dropout;
  private final Conv2d head;

  public ToyDecoder(TorchOps ops) {
    this(ops, 0.1);
  }

  /**
   * @param rate of the dropout
   */
  ToyDecoder(TorchOps ops, double rate) {
    dropout = child("dropout", Dropout.ofValues(ops, rate));
    head = child("head", new Conv2d(ops, ToyEncoder.WIDTH, 2, 1, true));
  }

  @Override
  public NDArray decode(FeatureMaps features, int height, int width) {
    return head.forward(dropout.forward(features.last()));
  }
}
