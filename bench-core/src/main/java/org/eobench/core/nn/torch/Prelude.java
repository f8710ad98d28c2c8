package org.eobench.core.nn.torch;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * TorchScript methods that every script may call: casts to the number format of products and back,
 * a linear layer between values of that format, alone and with exact GELU behind it, and {@link
 * Convolutions}; see {@link TorchOps}.
 *
 * @param halfUnits whether libtorch computes in half precision on the device; otherwise it only
 *     rounds to bfloat16 and computes in float32
 * @param tilesHalves whether a {@link TiledConvolution} pays in half precision
 * @param dense the linear layers on this device
 */
record Prelude(Precision precision, boolean halfUnits, boolean tilesHalves, String dense) {
  private static final Pattern METHOD = Pattern.compile("^def (\\w+)\\(", Pattern.MULTILINE);
  private static final Pattern CALL = Pattern.compile("\\bself\\.(\\w+)\\(");

  private static final String FP32 =
      """
      def low(self, x):
        return x
      def full(self, x):
        return x
      def image(self, x):
        return x
      """;

  /** Values of bfloat16 in float32, for a CPU without units for bfloat16. */
  private static final String ROUNDED =
      """
      def low(self, x):
        return torch.to(torch.to(x, 15), 6)
      def full(self, x):
        return x
      def image(self, x):
        return self.low(x)
      """;

  /** 6 is float32; memory format 2 is channels last, which half precision needs. */
  private static final String HALF =
      """
      def low(self, x):
        return torch.to(x, %1$d)
      def full(self, x):
        return torch.to(x, 6)
      def image(self, x):
        return torch.contiguous(torch.to(x, %1$d), memory_format=2)
      """;

  /** Numbers of data types in TorchScript. */
  private static final int FLOAT16 = 5;

  private static final int BFLOAT16 = 15;

  /**
   * Products of matrices: {@code self.times(x, w, b)} is {@code x·w + b} of {@code [N,in]}, {@code
   * [in,out]} and {@code [out]}; without {@code b}, {@code x} may have more axes. {@code
   * self.times_each(x, w)} is one product for each index of the first axis.
   */
  static final String TIMES =
      """
      def times(self, x, w, b: Optional[Tensor]):
        if b is not None:
          y = torch.addmm(b, x, w)
        else:
          y = torch.matmul(x, w)
        return y
      def times_each(self, x, w):
        return torch.bmm(x, w)
      """;

  /** A linear layer between low-precision values. */
  static final String DENSE =
      """
      def dense(self, x, w, b: Optional[Tensor]):
        if b is not None:
          y = torch.linear(self.low(x), self.low(w), self.low(b))
        else:
          y = torch.linear(self.low(x), self.low(w))
        return y
      def dense_gelu(self, x, w, b: Optional[Tensor]):
        return torch.gelu(self.dense(x, w, b))
      """
          + TIMES;

  /** A script after the methods that it calls. */
  String before(String methods) {
    boolean bf16 = precision == Precision.BF16 && halfUnits;
    String script = bf16 ? ShortAttention.in(methods) : methods;
    return calledBy(script, all()) + script;
  }

  /**
   * The methods of {@code library} that {@code script} calls, or that they call. libtorch compiles
   * every method of a script, whether it is called or not, which takes longer than to find those
   * that are.
   */
  static String calledBy(String script, String library) {
    Map<String, String> methods = methods(library);
    Set<String> called = new HashSet<>();
    Deque<String> texts = new ArrayDeque<>();
    texts.add(script);
    while (!texts.isEmpty()) {
      Matcher call = CALL.matcher(texts.remove());
      while (call.find()) {
        String text = methods.get(call.group(1));
        if (text != null && called.add(call.group(1))) {
          texts.add(text);
        }
      }
    }
    StringBuilder found = new StringBuilder();
    methods.forEach((name, text) -> found.append(called.contains(name) ? text : ""));
    return found.toString();
  }

  /** The texts by name, in their order. */
  private static Map<String, String> methods(String library) {
    Map<String, String> methods = new LinkedHashMap<>();
    Matcher begin = METHOD.matcher(library);
    boolean more = begin.find();
    while (more) {
      String name = begin.group(1);
      int from = begin.start();
      more = begin.find();
      methods.put(name, library.substring(from, more ? begin.start() : library.length()));
    }
    return methods;
  }

  /** The same methods, with linear layers that are operators of torch alone. */
  Prelude plain() {
    return new Prelude(precision, halfUnits, tilesHalves, DENSE);
  }

  /** All methods. */
  String all() {
    return casts(precision, halfUnits) + dense + Convolutions.of(precision, tilesHalves);
  }

  /** The casts, {@code self.low}, {@code self.full} and {@code self.image}. */
  static String casts(Precision precision, boolean halfUnits) {
    return switch (precision) {
      case FP32 -> FP32;
      case FP16 -> String.format(Locale.ROOT, HALF, FLOAT16);
      case BF16 -> halfUnits ? String.format(Locale.ROOT, HALF, BFLOAT16) : ROUNDED;
    };
  }
}
