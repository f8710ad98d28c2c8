package org.eobench.decoders.neck;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import java.util.List;
import org.eobench.core.nn.torch.Interpolation;
import org.eobench.core.nn.torch.TorchOps;

/**
 * Resizes predictions to the image: bilinearly, or by a pixel shuffle (Shi et al., "Real-Time
 * Single Image and Video Super-Resolution Using an Efficient Sub-Pixel Convolutional Neural
 * Network", CVPR 2016, arXiv:1609.05158), followed by bilinear resizing if the size then differs.
 */
public final class Enlarge {
  private final TorchOps ops;
  private final int factor;

  /**
   * @param stride image pixels per position along one axis
   */
  public Enlarge(TorchOps ops, InterpMethod method, int stride) {
    this.ops = ops;
    this.factor = method == InterpMethod.PIXEL_SHUFFLE ? stride : 1;
  }

  /** The number of channels to predict for {@code classes} classes. */
  public int channels(int classes) {
    return classes * factor * factor;
  }

  /** {@code [B,channels(K),h,w]} to {@code [B,K,height,width]}. */
  public NDArray forward(NDArray predictions, int height, int width) {
    NDArray map = factor > 1 ? ops.pixelShuffle(predictions, factor) : predictions;
    return ops.resizePredictions(map, height, width);
  }

  /**
   * Resizes {@code [B,C,h,w]} bilinearly to {@code [B,C,height,width]}; returns the input array
   * itself if the sizes are equal.
   */
  public static NDArray resize(TorchOps ops, NDArray map, int height, int width) {
    boolean same = map.getShape().get(2) == height && map.getShape().get(3) == width;
    return same ? map : ops.interpolate(map, height, width, Interpolation.BILINEAR);
  }

  /**
   * Resizes levels to the size of the first one and concatenates their channels: {@code
   * [B,D_i,h_i,w_i]} to {@code [B,ΣD_i,h_0,w_0]}.
   */
  public static NDArray join(TorchOps ops, List<NDArray> levels) {
    NDArray first = levels.get(0);
    if (levels.size() == 1) {
      return first; // DJL's concat of one array is a copy without gradients
    }
    int height = (int) first.getShape().get(2);
    int width = (int) first.getShape().get(3);
    NDList all = new NDList();
    levels.forEach(level -> all.add(resize(ops, level, height, width)));
    return NDArrays.concat(all, 1);
  }
}
