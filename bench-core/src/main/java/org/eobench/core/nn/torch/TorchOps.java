package org.eobench.core.nn.torch;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.JniUtils;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * PyTorch's operators as short TorchScript texts, each compiled once. Every layer computes through
 * this class.
 *
 * <p><b>Precision.</b> A script calls {@code self.low(x)} on the inputs of a matrix product, an
 * attention or a convolution, and {@code self.full(y)} on the output. With {@link Precision#BF16}
 * and {@link Precision#FP16} these cast to bfloat16 or float16 and back. With {@link
 * Precision#FP32} they do nothing, so double arrays stay double. {@code self.image(x)} is {@code
 * low} for the images and kernels of convolutions; {@code self.dense(x, w, b)} is a linear layer
 * with a low-precision result. A script must not return a bfloat16 array, because DJL has no such
 * data type. Frozen weights are passed through {@link #matrix} or {@link #kernel}, which cast them
 * once. On a CPU without {@link Bf16Units}, libtorch's bfloat16 operators are 3 to 100 times as
 * slow as those of float32; there {@code low} rounds to bfloat16 and returns float32.
 *
 * <p><b>Memory.</b> A result belongs to the manager of the operator's <em>first</em> array, which
 * is the activation; parameters come after it. If there is no activation, {@link #borrow} one.
 *
 * <p><b>Gradients</b> are recorded while a {@code GradientCollector} is open, as in DJL.
 *
 * <p><b>Random numbers</b> (dropout only) come from libtorch's global generator. The trainer calls
 * {@link #seed} before every iteration, so that an iteration depends on its number and not on
 * earlier ones. This makes a resumed run equal to an uninterrupted one.
 *
 * <p>Not thread-safe.
 */
public class TorchOps {
  private final @Nullable NDManager manager;
  private final Prelude prelude;
  private final Map<String, TorchScript> compiled = new HashMap<>();
  private final OneCallArrays madeForOneCall = new OneCallArrays();
  private final @Nullable HalfWeights matrices;
  private final @Nullable HalfWeights kernels;
  private final @Nullable PackedWeights packed;
  private @Nullable GradientCheckpointing checkpointing;
  private @Nullable SharedBatch shared;

  public TorchOps(NDManager manager, Precision precision) {
    this(precision, manager, multipliesHalves(manager, precision), tilesHalves(manager, precision));
  }

  private static boolean multipliesHalves(NDManager manager, Precision precision) {
    OneDnn.isInUse(manager.getEngine()); // checks it, before its first convolution
    Device device = manager.getDevice();
    return device.isGpu() || precision == Precision.BF16 && Bf16Units.of(device).areThere();
  }

  /** AMX multiplies so fast that tiles of convolutions do not pay. */
  private static boolean tilesHalves(NDManager manager, Precision precision) {
    return precision == Precision.BF16 && Bf16Units.areOfAvx512(manager.getDevice());
  }

  private TorchOps(
      Precision precision, @Nullable NDManager manager, boolean halfUnits, boolean tilesHalves) {
    this.manager = manager;
    NDManager owner = precision.isHalf() && halfUnits ? manager : null;
    this.matrices = owner == null ? null : halves(owner, "self.low(x)");
    this.kernels = owner == null ? null : halves(owner, "self.image(x)");
    boolean packs = owner != null && precision == Precision.BF16 && PackedWeights.pay(owner);
    this.packed =
        owner == null || !packs ? null : new PackedWeights(halves(owner, PackedWeights.PACK));
    this.prelude =
        new Prelude(
            precision,
            halfUnits,
            tilesHalves,
            packs ? PackedWeights.DENSE : dense(manager, precision));
  }

  /** Linear layers between plain weights. */
  private static String dense(@Nullable NDManager manager, Precision precision) {
    if (manager != null && precision == Precision.FP32 && FloatProducts.pay(manager)) {
      return FloatProducts.DENSE;
    }
    return Prelude.DENSE;
  }

  private HalfWeights halves(NDManager owner, String cast) {
    return new HalfWeights(owner, x -> call(Scripts.unary(cast), x));
  }

  /** Operators with 16-bit arithmetic on any device, however slow. */
  static TorchOps withHalfUnits(NDManager manager, Precision precision) {
    return new TorchOps(precision, manager, true, false);
  }

  /** Operators in bfloat16 on any device, whose large convolutions are tiled. */
  static TorchOps withHalfTiles(NDManager manager) {
    return new TorchOps(Precision.BF16, manager, true, true);
  }

  /**
   * Operators that cannot run. They suffice to build a module and list its tensors, without the
   * native library.
   */
  public static TorchOps declaring() {
    return new TorchOps(Precision.FP32, null, true, false);
  }

  /** Whether operators can run; otherwise modules can only be declared. */
  public final boolean canRun() {
    return manager != null;
  }

  /** Owner of the compiled scripts, on the run's device. */
  public final NDManager manager() {
    if (manager == null) {
      throw new IllegalStateException("this module is only declared and cannot run");
    }
    return manager;
  }

  public final Precision precision() {
    return prelude.precision();
  }

  /**
   * Runs a script with autograd. Every operator of this class that returns an array calls this
   * method.
   *
   * @param methods TorchScript; {@code forward(self, …)} takes {@code arrays} and returns a tensor
   * @param arrays the arguments; the result belongs to the manager of the first
   * @throws IllegalArgumentException if libtorch refuses the text
   * @throws ai.djl.engine.EngineException if an operator refuses its arguments
   */
  public NDArray call(String methods, NDArray... arrays) {
    for (NDArray array : arrays) {
      array.setName(null); // DJL would read a name with a dot as a dictionary key
    }
    NDArray result = compile(methods).run(new NDList(differentiable(arrays))).singletonOrThrow();
    madeForOneCall.free(arrays);
    return result;
  }

  /**
   * An array computed from parameters alone, such as the sum of two weights. The next call that
   * takes it as an argument frees it, because no activation owns it; gradients reach the
   * parameters.
   */
  public final NDArray madeForOneCall(String methods, NDArray... parameters) {
    return madeForOneCall.own(call(methods, parameters), manager());
  }

  /** A script after the methods that it may call. */
  protected final String withPrelude(String methods) {
    return prelude.before(methods);
  }

  /** Like {@link #withPrelude}, with linear layers that are operators of torch alone. */
  protected final String withPlainPrelude(String methods) {
    return prelude.plain().before(methods);
  }

  /** The arguments of a script, with plain weights instead of packed ones if gradients are due. */
  private NDArray[] differentiable(NDArray... arrays) {
    return packed == null ? arrays : packed.differentiable(arrays, this::matrix);
  }

  /** The arguments of a script, with plain weights instead of packed ones. */
  protected final NDArray[] plain(NDArray... arrays) {
    return packed == null ? arrays : packed.plain(arrays, this::matrix);
  }

  /** All methods that a script with plain weights may call. */
  protected final String prelude() {
    return prelude.plain().all();
  }

  /**
   * Runs a script that changes tensors in place, without autograd.
   *
   * @param methods TorchScript; {@code forward(self, …)} takes the lists as {@code List[Tensor]},
   *     then {@code numbers} as {@code float}. It must return the lists that it changes: libtorch
   *     optimizes a change away if no result depends on it
   */
  public final void update(String methods, List<List<NDArray>> lists, double... numbers) {
    List<IValue> arguments =
        Stream.concat(
                lists.stream().map(TorchOps::listOf), Arrays.stream(numbers).mapToObj(IValue::from))
            .toList();
    try {
      compile(methods).update(arguments.toArray(IValue[]::new));
    } finally {
      arguments.forEach(IValue::close);
    }
  }

  /**
   * Adds the gradients of {@code factor·loss} to those of the parameters; may be called again for
   * the same loss.
   */
  public final void backward(NDArray loss, double factor) {
    try (NDArray scale = loss.getManager().full(loss.getShape(), (float) factor)) {
      JniUtils.backward((PtNDArray) loss, (PtNDArray) scale, true, false);
    }
  }

  private static IValue listOf(List<NDArray> arrays) {
    return IValue.listFrom(arrays.stream().map(PtNDArray.class::cast).toArray(PtNDArray[]::new));
  }

  private TorchScript compile(String methods) {
    return compiled.computeIfAbsent(
        methods, text -> TorchScript.compile(withPrelude(text), manager()));
  }

  /**
   * Begins gradient checkpointing, until the result is closed. Gradients must be recorded already.
   *
   * @param seed determines the random numbers of the parts that are computed twice
   */
  public final GradientCheckpointing beginCheckpointing(long seed) {
    GradientCheckpointing begun = new GradientCheckpointing(this, seed);
    checkpointing = begun;
    return begun;
  }

  final void endCheckpointing() {
    checkpointing = null;
  }

  final void share(@Nullable SharedBatch batch) {
    shared = batch;
  }

  /** The batch of a step that several processes share; null in any other. */
  public final @Nullable SharedBatch sharedBatch() {
    return shared;
  }

  /**
   * An array that several {@linkplain #recomputed parts} use, such as their input or the tokens
   * that they attend to; {@code x} itself without gradient checkpointing.
   */
  public final NDArray detached(NDArray x) {
    return checkpointing == null ? x : checkpointing.detached(x);
  }

  /**
   * A part of a model, which the backward pass computes again if gradient checkpointing is on.
   *
   * @param part the part; apart from parameters and constants, it uses only {@link #detached}
   *     arrays
   * @param input the output of another part, or a {@link #detached} array
   */
  public final NDArray recomputed(UnaryOperator<NDArray> part, NDArray input) {
    return checkpointing == null ? part.apply(input) : checkpointing.recomputed(part, input);
  }

  /** Seeds libtorch's random numbers; every bit of {@code seed} counts. */
  public final void seed(long seed) {
    // libtorch's CPU generator keeps only the lower 32 bits, so both halves are mixed.
    JniUtils.setSeed(new SplittableRandom(seed).nextLong());
  }

  /**
   * A view of a parameter that belongs to {@code owner}. Results computed from the view are
   * released with {@code owner}; gradients reach the parameter.
   */
  public final NDArray borrow(NDArray parameter, NDManager owner) {
    NDArray view = call("def forward(self, x):\n  return torch.alias(x)\n", parameter);
    view.attach(owner);
    return view;
  }

  /**
   * A weight or bias as an argument of a script that uses it only through {@code self.low} or
   * {@code self.dense}: a frozen one is cast to the precision once, for all calls.
   */
  public final NDArray matrix(NDArray weight) {
    return matrices == null ? weight : matrices.of(weight);
  }

  /**
   * Like {@link #matrix}, for the weight {@code [out,in]} of a linear layer in a script that uses
   * it only through {@code self.dense}; see {@link PackedWeights}.
   */
  public final NDArray dense(NDArray weight) {
    return packed == null ? matrix(weight) : packed.of(weight, this::matrix);
  }

  /** Like {@link #matrix}, for the kernel of a convolution, which {@code self.image} reads. */
  public final NDArray kernel(NDArray weight) {
    return kernels == null ? weight : kernels.of(weight);
  }

  /** {@code x·wᵀ + b}: {@code [*,in]}, {@code [out,in]}, {@code [out]} to {@code [*,out]}. */
  public final NDArray linear(NDArray x, NDArray weight, @Nullable NDArray bias) {
    return call(Scripts.linear(bias != null), weighted(x, matrix(weight), bias));
  }

  /**
   * 2-D convolution.
   *
   * @param x {@code [B,C,H,W]}
   * @param weight {@code [D,C/groups,kh,kw]}
   */
  public final NDArray conv2d(
      NDArray x, NDArray weight, @Nullable NDArray bias, ConvOptions options) {
    return call(Scripts.conv2d(bias != null, options), weighted(x, kernel(weight), bias));
  }

  /**
   * 3-D convolution with stride equal to the kernel, so that blocks neither overlap nor leave gaps.
   *
   * @param x {@code [B,C,T,H,W]}
   * @param weight {@code [D,C,kt,kh,kw]}
   * @return {@code [B,D,T/kt,H/kh,W/kw]}, rounded down
   */
  public final NDArray blockConv3d(NDArray x, NDArray weight, NDArray bias) {
    return call(Scripts.BLOCK_CONV3D, x, matrix(weight), matrix(bias));
  }

  /**
   * Transposed 2-D convolution without padding.
   *
   * @param x {@code [B,C,H,W]}
   * @param weight {@code [C,D,kh,kw]}
   * @return {@code [B,D,(H-1)·stride+kh,(W-1)·stride+kw]}
   */
  public final NDArray convTranspose2d(
      NDArray x, NDArray weight, @Nullable NDArray bias, int stride) {
    return convTranspose2d(x, weight, bias, stride, 0);
  }

  /**
   * Like {@link #convTranspose2d(NDArray, NDArray, NDArray, int)}, with {@code padding} pixels
   * removed on each side of the output.
   */
  public final NDArray convTranspose2d(
      NDArray x, NDArray weight, @Nullable NDArray bias, int stride, int padding) {
    return call(
        Scripts.convTranspose2d(bias != null, stride, padding), weighted(x, kernel(weight), bias));
  }

  private NDArray[] weighted(NDArray x, NDArray weight, @Nullable NDArray bias) {
    return arguments(x, weight, bias == null ? null : matrix(bias));
  }

  private static NDArray[] arguments(NDArray x, NDArray weight, @Nullable NDArray bias) {
    return bias == null ? new NDArray[] {x, weight} : new NDArray[] {x, weight, bias};
  }

  /** Normalises over the last axis, which has the length of {@code weight} and {@code bias}. */
  public final NDArray layerNorm(NDArray x, NDArray weight, NDArray bias, double eps) {
    return call(Scripts.layerNorm(eps), x, weight, bias);
  }

  /** Exact (erf) GELU. */
  public final NDArray gelu(NDArray x) {
    return call(Scripts.unary("torch.gelu(x)"), x);
  }

  public final NDArray relu(NDArray x) {
    return call(Scripts.unary("torch.relu(x)"), x);
  }

  public final NDArray softmax(NDArray x, int axis) {
    return call(Scripts.unary(String.format(Locale.ROOT, "torch.softmax(x, %d)", axis)), x);
  }

  /** {@code [B,D,h,w]} to {@code [B,h·w,D]}, row by row. */
  public final NDArray mapToTokens(NDArray map) {
    return call(Scripts.unary("x.flatten(2).transpose(1, 2)"), map);
  }

  /** {@code [B,h·w,D]} to {@code [B,D,h,w]}. */
  public final NDArray tokensToMap(NDArray tokens, int height, int width) {
    return call(
        Scripts.unary(
            String.format(
                Locale.ROOT,
                "x.transpose(1, 2).reshape([x.size(0), x.size(2), %d, %d])",
                height,
                width)),
        tokens);
  }

  /**
   * Max pooling over windows of {@code kernel} pixels, {@code stride} apart. Sizes are rounded
   * down.
   */
  public final NDArray maxPool2d(NDArray x, int kernel, int stride) {
    return maxPool2d(x, kernel, stride, 0);
  }

  /**
   * Like {@link #maxPool2d(NDArray, int, int)}, with {@code padding} on each side that is never the
   * maximum.
   */
  public final NDArray maxPool2d(NDArray x, int kernel, int stride, int padding) {
    return call(
        Scripts.unary(
            String.format(
                Locale.ROOT,
                "torch.max_pool2d(x, [%1$d, %1$d], [%2$d, %2$d], [%3$d, %3$d])",
                kernel,
                stride,
                padding)),
        x);
  }

  /** Average pooling over a grid of {@code height × width} cells that cover the map. */
  public final NDArray adaptiveAvgPool2d(NDArray x, int height, int width) {
    return call(
        Scripts.unary(
            String.format(Locale.ROOT, "torch.adaptive_avg_pool2d(x, [%d, %d])", height, width)),
        x);
  }

  /** Resizes {@code [B,C,H,W]} to {@code [B,C,height,width]} with half-pixel centres. */
  public final NDArray interpolate(NDArray x, int height, int width, Interpolation mode) {
    return call(Scripts.unary(mode.expression(height, width)), x);
  }

  /**
   * Resizes predictions {@code [B,K,h,w]} bilinearly to {@code [B,K,height,width]}, as {@link
   * #interpolate} up to rounding, and faster for the few channels that they have. Returns the input
   * array itself if the sizes are equal. A value that is not finite may reach a whole map.
   */
  public final NDArray resizePredictions(NDArray predictions, int height, int width) {
    boolean same = predictions.getShape().slice(2).equals(new Shape(height, width));
    return same ? predictions : call(PredictionResize.script(height, width), predictions);
  }

  /** {@code [B,C·r²,H,W]} to {@code [B,C,H·r,W·r]}. */
  public final NDArray pixelShuffle(NDArray x, int factor) {
    return call(Scripts.unary(String.format(Locale.ROOT, "torch.pixel_shuffle(x, %d)", factor)), x);
  }

  /** Zeroes each value with probability {@code rate} and scales the rest; for training only. */
  public final NDArray dropout(NDArray x, double rate) {
    return call(Scripts.unary(SharedBatch.dropout(this, "x", rate, false)), x);
  }

  /** Zeroes each map {@code [b,c]} with probability {@code rate} and scales the rest. */
  public final NDArray dropout2d(NDArray x, double rate) {
    return call(Scripts.unary(SharedBatch.dropout(this, "x", rate, true)), x);
  }

  /** {@code softmax(q·kᵀ/√d)·v} for {@code [*,heads,N,d]} arrays. */
  public final NDArray scaledDotProductAttention(NDArray query, NDArray key, NDArray value) {
    return call(Scripts.ATTENTION, query, key, value);
  }

  /**
   * Mean cross entropy over the pixels other than {@code ignoreIndex}; NaN if there is none.
   *
   * @param logits {@code [B,K,…]}
   * @param target {@code [B,…]} int64
   * @param weight {@code [K]} weight of each class, which also weights the mean; null for equal
   *     weights
   */
  public final NDArray crossEntropy(
      NDArray logits, NDArray target, @Nullable NDArray weight, long ignoreIndex) {
    return crossEntropy(logits, target, weight, ignoreIndex, 0);
  }

  /**
   * Like {@link #crossEntropy(NDArray, NDArray, NDArray, long)}.
   *
   * @param labelSmoothing share of each target that is spread evenly over all classes
   */
  public final NDArray crossEntropy(
      NDArray logits,
      NDArray target,
      @Nullable NDArray weight,
      long ignoreIndex,
      double labelSmoothing) {
    return call(
        Scripts.crossEntropy(weight != null, ignoreIndex, labelSmoothing),
        arguments(logits, target, weight));
  }
}
