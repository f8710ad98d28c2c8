package org.eobench.core.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

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
