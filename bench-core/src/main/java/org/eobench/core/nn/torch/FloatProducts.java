package org.eobench.core.nn.torch;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import org.jspecify.annotations.Nullable;

/**
 * Matrix products in float32 by oneDNN, for AMD processors with AVX-512. There, MKL, which libtorch
 * calls, names no AVX-512 ({@code MKL_VERBOSE=1}) and takes a tenth longer, and half as long again
 * for some shapes. libtorch cannot differentiate these products, so one for which gradients are due
 * is left to it.
 */
final class FloatProducts {
  /** {@code at::cpu::is_avx512_supported()}. */
  private static final String AVX512 = "_ZN2at3cpu19is_avx512_supportedEv";

  /** Smaller layers gain nothing. */
  private static final int WIDE = 64;

  /**
   * {@code self.dense(x, w, b)} and {@code self.dense_gelu(x, w, b)}, and the products of {@link
   * Prelude#TIMES}.
   */
  static final String DENSE =
      """
      def dense(self, x, w, b: Optional[Tensor]):
        if self.is_left(x, w, b):
          y = torch.linear(x, w, b)
        else:
          y = self.product(x, w, b, "none", "")
        return y
      def dense_gelu(self, x, w, b: Optional[Tensor]):
        if self.is_left(x, w, b):
          y = torch.gelu(torch.linear(x, w, b))
        else:
          y = self.product(x, w, b, "gelu", "none")
        return y
      def times(self, x, w, b: Optional[Tensor]):
        if self.is_left(x, w, b):
          if b is not None:
            y = torch.addmm(b, x, w)
          else:
            y = torch.matmul(x, w)
        else:
          y = self.product(x, w.t(), b, "none", "")
        return y
      def times_each(self, x, w):
        if self.is_left(x, torch.select(w, 0, 0), None):
          y = torch.bmm(x, w)
        else:
          each : List[Tensor] = []
          for i in range(w.size(0)):
            k = torch.select(w, 0, i).t()
            _0 = torch.append(each, self.product(torch.select(x, 0, i), k, None, "none", ""))
          y = torch.stack(each)
        return y
      def is_left(self, x, w, b: Optional[Tensor]) -> bool:
        due = x.requires_grad or w.requires_grad
        if b is not None:
          due = due or b.requires_grad
        left = x.dtype != 6 or w.size(0) < WIDE or w.size(1) < WIDE
        return left or (due and torch.is_grad_enabled())
      def product(self, x, w, b: Optional[Tensor], then: str, formula: str):
        none = annotate(List[Optional[number]], [])
        return ops.mkldnn._linear_pointwise(x, w, b, then, none, formula)
      """
          .replace("WIDE", String.valueOf(WIDE));

  /** The largest difference between both products, relative to the values. */
  private static final String CHECK =
      DENSE
          + """
          def forward(self, x, w):
            wrong = torch.sub(self.product(x, w, None, "none", ""), torch.linear(x, w))
            return torch.div(torch.max(torch.abs(wrong)), torch.max(torch.abs(torch.linear(x, w))))
          """;

  /** Some roundings of float32. */
  private static final float TOLERANCE = 1e-5f;

  /** Asked once for the whole process; null until then. */
  private static @Nullable Boolean onCpu;

  private FloatProducts() {}

  /** Whether they are faster on this device, and right. */
  static boolean pay(NDManager manager) {
    return !manager.getDevice().isGpu() && payOnCpu(manager);
  }

  private static synchronized boolean payOnCpu(NDManager manager) {
    if (onCpu == null) {
      onCpu =
          Cpu.model().startsWith("AMD")
              && hasAvx512()
              && OneDnn.isInUse(manager.getEngine())
              && areRight(manager);
    }
    return onCpu;
  }

  private static boolean hasAvx512() {
    try {
      return Bf16Units.has(AVX512);
    } catch (LinkageError unknown) {
      return false; // a libtorch that does not tell what the CPU has
    }
  }

  /** Whether libtorch has these products, with the values of its own ones. */
  static boolean areRight(NDManager manager) {
    try (NDManager scope = manager.newSubManager();
        NDArray x = scope.arange(0, WIDE * WIDE, 1).reshape(WIDE, WIDE).sin();
        NDArray found =
            TorchScript.compile(CHECK, scope).run(new NDList(x, x.cos())).singletonOrThrow()) {
      return found.getFloat() < TOLERANCE;
    } catch (IllegalArgumentException | EngineException absent) {
      return false; // a libtorch without oneDNN
    }
  }
}
