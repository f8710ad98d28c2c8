package org.eobench.decoders.neck;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.eobench.core.nn.ConvNormAct;
import org.eobench.core.nn.torch.TorchOps;

/** How one layer mixes levels of several sizes; the results are equal but for rounding. */
public enum Mixing {
  /** Mixes the channels of a coarse level at its own size and resizes what comes of it. */
  FAST {
    @Override
    public NDArray apply(TorchOps ops, ConvNormAct layer, List<NDArray> levels) {
      return layer.mix(levels);
    }
  },
  /** Resizes all levels, joins and mixes them, as papers draw it. */
  PLAIN {
    @Override
    public NDArray apply(TorchOps ops, ConvNormAct layer, List<NDArray> levels) {
      return layer.forward(Enlarge.join(ops, levels));
    }
  };

  /**
   * {@code [B,D_i,h_i,w_i]} to {@code [B,D,h_0,w_0]}.
   *
   * @param layer takes {@code ΣD_i} channels
   */
  public abstract NDArray apply(TorchOps ops, ConvNormAct layer, List<NDArray> levels);
}
