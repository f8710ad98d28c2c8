package org.eobench.core.nn.vit;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import org.eobench.core.nn.Inits;
import org.eobench.core.nn.Module;
import org.eobench.core.nn.Parameter;

/** A learned factor for each feature (Touvron et al. 2021, arXiv:2103.17239): {@code gamma [D]}. */
final class LayerScale extends Module {
  private final Parameter gamma;

  LayerScale(int width, double first) {
    gamma = parameter("gamma", new Shape(width), Inits.constant(first));
  }

  NDArray gamma() {
    return gamma.array();
  }
}
