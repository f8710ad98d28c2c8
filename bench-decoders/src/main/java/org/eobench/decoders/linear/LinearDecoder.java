package org.eobench.decoders.linear;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import org.eobench.core.decoder.Decoder;
import org.eobench.core.decoder.DecoderContext;
import org.eobench.core.encoder.FeatureMaps;
import org.eobench.core.nn.Interpolation;
import org.eobench.core.nn.Linear;
import org.eobench.core.nn.TorchOps;
import org.eobench.decoders.temporal.TemporalFusion;
import org.eobench.decoders.temporal.TemporalStrategy;

/**
 * The linear probe: one linear layer on every position of the deepest map, enlarged bilinearly.
 * What it reaches is what the encoder's features tell by themselves. With hidden layers and ReLU
 * between them it is the nonlinear probe.
 */
public final class LinearDecoder extends Decoder {
  private final TorchOps ops;
  private final boolean softmax;
  private final TemporalFusion fusion;
  private final List<Linear> layers = new ArrayList<>();

  public LinearDecoder(LinearDecoderConfig config, DecoderContext context) {
    ops = context.ops();
    softmax = config.softmax();
    boolean attends = config.temporal().multiTemporalStrategy() == TemporalStrategy.LTAE;
    String name = attends ? "ltae" : "tmap"; // Pangaea's
    fusion = child("", TemporalFusion.ofDeepest(context, config.temporal(), name));
    int in = fusion.levels().get(0).width();
    for (int width : config.hidden()) {
      add(in, width);
      in = width;
    }
    add(in, context.numClasses());
  }

  /** Names are the places in PyTorch's sequence, where the odd ones are the activations. */
  private void add(int in, int out) {
    layers.add(child("layers." + 2 * layers.size(), new Linear(ops, in, out, true)));
  }

  @Override
  public NDArray decode(FeatureMaps features, int height, int width) {
    NDArray x = fusion.deepest(features).transpose(0, 2, 3, 1);
    for (int i = 0; i < layers.size(); i++) {
      x = layers.get(i).forward(i == 0 ? x : ops.relu(x));
    }
    NDArray map = (softmax ? ops.softmax(x, -1) : x).transpose(0, 3, 1, 2);
    return ops.interpolate(map, height, width, Interpolation.BILINEAR);
  }
}
