package org.eobench.core.nn.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * Operators that also count the multiplications of their products: of linear layers, matrix
 * products, convolutions and attention. Each comes with an addition. The number follows from the
 * shapes in a running script, so that of a fused script is exact, too. Element-wise operators and
 * programs from TorchScript files are not counted.
 */
public final class CountingOps extends TorchOps {
  private static final Pattern PRODUCT =
      Pattern.compile(
          "torch\\.(linear|matmul|bmm|addmm|baddbmm|conv2d|conv3d|conv_transpose2d"
              + "|scaled_dot_product_attention)\\(");

  /** A product by {@code self.counted_NAME} adds its multiplications to the script's counter. */
  private static final String PRODUCTS =
      """
      def count_more(self, results: int, terms: int) -> None:
        self.count = torch.add(self.count, torch.mul(results, terms))
      def counted_linear(self, x, w, b: Optional[Tensor]=None):
        y = self.product_linear(x, w, b)
        self.count_more(torch.numel(y), torch.size(w, -1))
        return y
      def counted_matmul(self, a, b):
        y = torch.matmul(a, b)
        self.count_more(torch.numel(y), torch.size(a, -1))
        return y
      def counted_bmm(self, a, b):
        return self.counted_matmul(a, b)
      def counted_addmm(self, c, a, b):
        y = torch.addmm(c, a, b)
        self.count_more(torch.numel(y), torch.size(a, -1))
        return y
      def counted_baddbmm(self, c, a, b):
        y = torch.baddbmm(c, a, b)
        self.count_more(torch.numel(y), torch.size(a, -1))
        return y
      def counted_conv2d(self, x, w, b: Optional[Tensor]=None, stride: List[int]=[1, 1],
          padding: List[int]=[0, 0], dilation: List[int]=[1, 1], groups: int=1):
        y = torch.conv2d(x, w, b, stride, padding, dilation, groups)
        self.count_more(torch.numel(y), torch.floordiv(torch.numel(w), torch.size(w, 0)))
        return y
      def counted_conv3d(self, x, w, b: Optional[Tensor], stride: List[int]):
        y = torch.conv3d(x, w, b, stride)
        self.count_more(torch.numel(y), torch.floordiv(torch.numel(w), torch.size(w, 0)))
        return y
      def counted_conv_transpose2d(self, x, w, b: Optional[Tensor], stride: List[int],
          padding: List[int]):
        self.count_more(torch.numel(x), torch.floordiv(torch.numel(w), torch.size(w, 0)))
        return torch.conv_transpose2d(x, w, b, stride, padding)
      def counted_scaled_dot_product_attention(self, q, k, v, mask: Optional[Tensor]=None):
        y = self.product_attention(q, k, v, mask)
        self.count_more(torch.add(torch.numel(q), torch.numel(y)), torch.size(k, -2))
        return y
      """;

  private static final String COMPUTED =
      """
      def product_linear(self, x, w, b: Optional[Tensor]):
        return torch.linear(x, w, b)
      def product_attention(self, q, k, v, mask: Optional[Tensor]):
        return torch.scaled_dot_product_attention(q, k, v, mask)
      """;

  /** Zeros of the right shape: most of the time of a transformer goes into these two. */
  private static final String SHAPES =
      """
      def product_linear(self, x, w, b: Optional[Tensor]):
        return x.new_zeros(x.size()[:-1] + [w.size(0)])
      def product_attention(self, q, k, v, mask: Optional[Tensor]):
        return q.new_zeros(q.size()[:-1] + [v.size(-1)])
      """;

  private final Map<String, TorchScript> computing = new HashMap<>();
  private final Map<String, TorchScript> shaping = new HashMap<>();
  private long multiplications;
  private boolean counts;
  private boolean computes = true;

  /** Operators that count from now on. */
  public CountingOps(NDManager manager, Precision precision) {
    this(manager, precision, true);
  }

  private CountingOps(NDManager manager, Precision precision, boolean counts) {
    super(manager, precision);
    this.counts = counts;
  }

  /**
   * Operators that count only within {@link #count}, and run the plain scripts before and after.
   */
  public static CountingOps idle(NDManager manager, Precision precision) {
    return new CountingOps(manager, precision, false);
  }

  /**
   * The multiplications of a computation.
   *
   * @return empty if a program from a TorchScript file took part, whose products are not counted
   */
  public OptionalLong count(Runnable computation) {
    boolean before = counts;
    long start = multiplications;
    long programs = TorchProgram.runs();
    counts = true;
    try {
      computation.run();
    } finally {
      counts = before;
    }
    return TorchProgram.runs() == programs
        ? OptionalLong.of(multiplications - start)
        : OptionalLong.empty();
  }

  /**
   * As {@link #count}, for a computation whose results do not matter: linear layers and attention
   * return zeros of the right shape, which takes a small part of the time.
   */
  public OptionalLong countWithoutComputing(Runnable computation) {
    computes = false;
    try {
      return count(computation);
    } finally {
      computes = true;
    }
  }

  /** The multiplications since this was created. */
  public long multiplications() {
    return multiplications;
  }

  /** As {@link TorchOps#call}, and counts. */
  @Override
  public NDArray call(String methods, NDArray... arrays) {
    if (!counts) {
      return super.call(methods, arrays);
    }
    for (NDArray array : arrays) {
      array.setName(null);
    }
    TorchScript script = (computes ? computing : shaping).computeIfAbsent(methods, this::counting);
    NDArray[] plain = plain(arrays); // the products that are counted take no packed weight
    NDArray result = script.run(new NDList(plain)).singletonOrThrow();
    multiplications += script.takeCount();
    return result;
  }

  private TorchScript counting(String methods) {
    String counted = PRODUCT.matcher(withPlainPrelude(methods)).replaceAll("self.counted_$1(");
    return TorchScript.compileCounting(
        PRODUCTS + (computes ? COMPUTED : SHAPES) + counted, manager());
  }
}
