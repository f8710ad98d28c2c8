package org.eobench.core.nn.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Operators that can also give the weights of an attention, which the fused operator never writes
 * to memory. Outside of {@link #lastAttention}, they run the plain scripts.
 */
public final class AttentionOps extends TorchOps {
  private static final Pattern ATTENTION =
      Pattern.compile("torch\\.scaled_dot_product_attention\\(");

  /** The same result, with the softmax of the scores kept in float32 (6). */
  private static final String KEPT =
      """
      def kept_attention(self, q, k, v, mask: Optional[Tensor]=None):
        scale = torch.pow(torch.to(torch.scalar_tensor(q.size(-1)), q.device), -0.5)
        scores = torch.matmul(torch.to(q, 6), torch.to(k, 6).transpose(-2, -1)) * scale
        if mask is not None:
          y = torch.scaled_dot_product_attention(q, k, v, mask)
          scores = scores + torch.to(mask, 6)
        else:
          y = torch.scaled_dot_product_attention(q, k, v)
        self.kept = torch.detach(torch.softmax(scores, -1))
        return y
      """;

  private final Map<String, TorchScript> scripts = new HashMap<>();
  private boolean keeps;
  private @Nullable NDArray last;

  public AttentionOps(NDManager manager, Precision precision) {
    super(manager, precision);
  }

  /**
   * The weights of the last attention that a computation runs.
   *
   * @return {@code [B,heads,N,M]}, for N queries (rows, of sum 1) and M keys; it belongs to the
   *     manager of the attention's input. Empty if the computation runs no attention through these
   *     operators
   */
  public Optional<NDArray> lastAttention(Runnable computation) {
    keeps = true;
    last = null;
    try {
      computation.run();
      return Optional.ofNullable(last);
    } finally {
      keeps = false;
      last = null;
    }
  }

  /** As {@link TorchOps#call}, and keeps the weights of an attention. */
  @Override
  public NDArray call(String methods, NDArray... arrays) {
    if (!keeps || !ATTENTION.matcher(methods).find()) {
      return super.call(methods, arrays);
    }
    for (NDArray array : arrays) {
      array.setName(null);
    }
    TorchScript script = scripts.computeIfAbsent(methods, this::keeping);
    NDArray result = script.run(new NDList(arrays)).singletonOrThrow();
    if (last != null) {
      last.close();
    }
    last = script.takeKept(arrays[0].getManager());
    return result;
  }

  private TorchScript keeping(String methods) {
    String kept = ATTENTION.matcher(methods).replaceAll("self.kept_attention(");
    return TorchScript.compileKeeping(KEPT + withPrelude(kept), manager());
  }
}
