package org.eobench.decoders.neck;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.eobench.core.nn.ConvNormAct;
import org.eobench.core.nn.torch.TorchOps;

/** How one layer mixes levels of several sizes; the results are equal except for rounding. */
public enum Mixing {
  /** Mixes the channels of a coarse level at its own size and resizes the result. */
  FAST {
    @Override
    public NDArray apply(TorchOps ops, ConvNormAct layer, List<NDArray> levels) {
      return layer.mix(levels);
    }
  },
  /** Resizes and concatenates all levels and mixes them, as in the papers. */
  PLAIN {
    @Override
    public NDArray apply(TorchOps ops, ConvNormAct layer, List<NDArray> levels) {
      return layer.forward(Enlarge.join(ops, levels));
    }
  };

  /**
   * Maps {@code [B,D_i,h_i,w_i]} to {@code [B,D,h_0,w_0]}.
   *
   * @param layer layer with {@code ΣD_i} input channels
   */
  public abstract NDArray apply(TorchOps ops, ConvNormAct layer, List<NDArray> levels);
}
