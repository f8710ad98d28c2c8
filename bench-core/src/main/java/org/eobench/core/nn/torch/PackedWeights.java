package org.eobench.core.nn.torch;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Frozen weights of linear layers in bfloat16, in the order in which oneDNN multiplies them on a
 * CPU. Otherwise it puts them into this order at every call. libtorch cannot differentiate a
 * product with such a weight; where gradients are due, the plain one takes its place.
 */
final class PackedWeights {
  /** The number of rows that a product is laid out for; other numbers give the same result. */
  private static final int ROWS = 1024;

  /** The packed values of a weight {@code x}. */
  static final String PACK = "ops.mkldnn._reorder_linear_weight(self.low(x), " + ROWS + ")";

  /**
   * {@code self.dense(x, w, b)} and {@code self.dense_gelu(x, w, b)} for weights that may be
   * packed.
   */
  static final String DENSE =
      """
      def dense(self, x, w, b: Optional[Tensor]):
        if w.is_mkldnn:
          y = self.packed(x, w, b, "none", "")
        else:
          y = self.plain(x, w, b)
        return y
      def dense_gelu(self, x, w, b: Optional[Tensor]):
        if w.is_mkldnn:
          y = self.packed(x, w, b, "gelu", "none")
        else:
          y = torch.gelu(self.plain(x, w, b))
        return y
      def packed(self, x, w, b: Optional[Tensor], then: str, formula: str):
        none = annotate(List[Optional[number]], [])
        return ops.mkldnn._linear_pointwise(self.low(x), w, self.bias(b), then, none, formula)
      def plain(self, x, w, b: Optional[Tensor]):
        return torch.linear(self.low(x), self.low(w), self.bias(b))
      def bias(self, b: Optional[Tensor]) -> Optional[Tensor]:
        low : Optional[Tensor] = None
        if b is not None:
          low = self.low(b)
        return low
      """
          + Prelude.TIMES;

  /** Whether a product with a packed weight has the values of one with the plain weight. */
  private static final String CHECK =
      """
      def forward(self, x, w):
        x, w = torch.to(x, 15), torch.to(w, 15)
        packed = ops.mkldnn._reorder_linear_weight(w, 64)
        none = annotate(List[Optional[number]], [])
        y = ops.mkldnn._linear_pointwise(x, packed, None, "none", none, "")
        wrong = torch.sub(torch.to(y, 6), torch.to(torch.linear(x, w), 6))
        return torch.div(torch.max(torch.abs(wrong)), torch.max(torch.abs(torch.to(y, 6))))
      """;

  /** A few roundings of bfloat16, relative to the largest value. */
  private static final float TOLERANCE = 0.02f;

  /** Smaller layers gain nothing. */
  private static final int WIDE = 64;

  private final HalfWeights packed;
  private final Map<NDArray, NDArray> originals = new IdentityHashMap<>();

  PackedWeights(HalfWeights packed) {
    this.packed = packed;
  }

  /** Whether libtorch has these products on this device, and they are right. */
  static boolean pay(NDManager manager) {
    if (manager.getDevice().isGpu()) {
      return false;
    }
    try (NDManager scope = manager.newSubManager();
        NDArray x = scope.arange(0, 64 * 64, 1).reshape(64, 64).sin();
        NDArray found =
            TorchScript.compile(CHECK, scope).run(new NDList(x, x.cos())).singletonOrThrow()) {
      return found.getFloat() < TOLERANCE;
    } catch (IllegalArgumentException | EngineException absent) {
      return false; // a libtorch without oneDNN
    }
  }

  /** The packed values of a frozen weight; those of {@code plain} for any other. */
  NDArray of(NDArray weight, UnaryOperator<NDArray> plain) {
    Shape shape = weight.getShape();
    if (shape.dimension() != 2 || shape.get(0) < WIDE || shape.get(1) < WIDE) {
      return plain.apply(weight);
    }
    NDArray found = packed.of(weight);
    if (found != weight && originals.put(found, weight) == null) {
      originals.keySet().removeIf(other -> ((PtNDArray) other).isReleased());
    }
    return found;
  }

  /** The arguments of a script, without packed weights if any argument has a gradient. */
  NDArray[] differentiable(NDArray[] arrays, UnaryOperator<NDArray> plain) {
    boolean any = false;
    boolean gradients = false;
    for (NDArray array : arrays) {
      any |= originals.containsKey(array);
      gradients |= array instanceof PtNDArray && array.hasGradient();
    }
    return any && gradients ? plain(arrays, plain) : arrays;
  }

  /** The arguments of a script, without packed weights. */
  NDArray[] plain(NDArray[] arrays, UnaryOperator<NDArray> plain) {
    NDArray[] unpacked = new NDArray[arrays.length];
    for (int i = 0; i < arrays.length; i++) {
      NDArray weight = originals.get(arrays[i]);
      unpacked[i] = weight == null ? arrays[i] : plain.apply(weight);
    }
    return unpacked;
  }
}
