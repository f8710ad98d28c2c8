package org.eobench.pretrain.dinov2;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eobench.core.nn.torch.TorchOps;

/**
 * The centring of class tokens and of patches, which differ even where the head is shared.
 *
 * @param dino of class tokens
 * @param ibot of masked patches
 */
record Centres(Centering dino, Centering ibot) {
  static Centres of(TorchOps ops, Dinov2Config config, NDManager owner) {
    HeadConfig head = config.dino().head();
    HeadConfig patches = config.ibot().head() == null ? head : config.ibot().head();
    return new Centres(of(ops, config, head, owner), of(ops, config, patches, owner));
  }

  private static Centering of(TorchOps ops, Dinov2Config config, HeadConfig head, NDManager owner) {
    return switch (config.centering()) {
      case CENTERING -> new MovingCentre(ops, head.nPrototypes(), config.centerMomentum(), owner);
      case SINKHORN_KNOPP -> new SinkhornKnopp(ops);
    };
  }

  void endStep() {
    dino.endStep();
    ibot.endStep();
  }

  void abandonStep() {
    dino.abandonStep();
    ibot.abandonStep();
  }

  /** The arrays that later steps depend on, such as {@code dino.centre}. */
  Map<String, NDArray> state() {
    Map<String, NDArray> state = new LinkedHashMap<>();
    dino.state().forEach((name, array) -> state.put("dino." + name, array));
    ibot.state().forEach((name, array) -> state.put("ibot." + name, array));
    return state;
  }
}
