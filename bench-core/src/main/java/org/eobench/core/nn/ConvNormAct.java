package org.eobench.core.nn;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.stream.Stream;
import org.eobench.core.nn.torch.ConvOptions;
import org.eobench.core.nn.torch.TorchOps;
import org.jspecify.annotations.Nullable;

/**
 * Convolution, {@link BatchNorm2d} and activation as one operator. The names of the two children
 * differ between original implementations ({@code conv}/{@code bn} in timm, {@code 0}/{@code 1} in
 * a plain Sequential), so they are arguments.
 */
public final class ConvNormAct extends Module {
  private final TorchOps ops;
  private final Conv2d conv;
  private final BatchNorm2d norm;
  private final Activation activation;

  /**
   * A block that keeps the map size: an odd {@code kernel} with padding of half its size.
   *
   * @param convName name of the convolution, which has a bias if {@code bias} is true
   * @param normName name of the batch norm
   */
  public ConvNormAct(
      TorchOps ops,
      int in,
      int out,
      int kernel,
      boolean bias,
      Activation activation,
      String convName,
      String normName) {
    this(ops, in, out, kernel, bias, 1, activation, convName, normName);
  }

  /** Like the other method, with {@code dilation} and correspondingly larger padding. */
  public ConvNormAct(
      TorchOps ops,
      int in,
      int out,
      int kernel,
      boolean bias,
      int dilation,
      Activation activation,
      String convName,
      String normName) {
    ConvOptions options = ConvOptions.DEFAULT.padding(kernel / 2 * dilation).dilation(dilation);
    this.ops = ops;
    this.conv = child(convName, new Conv2d(ops, in, out, kernel, bias, options));
    this.norm = child(normName, new BatchNorm2d(ops, out));
    this.activation = activation;
  }

  /**
   * {@code [B,in,H,W]} to {@code [B,out,H,W]}.
   *
   * @throws org.eobench.core.error.BenchException in training, if there is one value per channel
   */
  public NDArray forward(NDArray x) {
    return forward(ops, conv, norm, activation, x);
  }

  /**
   * Applies the block to maps of several sizes, as if all were first resized bilinearly to the size
   * of the first one and concatenated. Coarse maps are convolved at their own size and resized
   * afterwards if that takes fewer multiplications. The result equals the concatenated form except
   * for the order of summation.
   *
   * @param levels {@code [B,D_i,h_i,w_i]} with {@code ΣD_i = in}
   * @return {@code [B,out,h_0,w_0]}
   * @throws org.eobench.core.error.BenchException in training, if there is one value per channel
   */
  public NDArray mix(List<NDArray> levels) {
    boolean training = norm.training();
    if (training && norm.shared() == null) {
      BatchNorm2d.requireStatistics(conv.output(levels.get(0).getShape()));
    }
    LevelMixing mixing =
        new LevelMixing(
            conv.options(),
            conv.kernel(),
            (int) conv.weight().getShape().get(0),
            LevelMixing.shapes(levels));
    if (norm.shared() != null) {
      NDArray mixed =
          ops.call(
              NormScripts.levels(mixing, ops.precision(), conv.bias() != null),
              Stream.of(levels.stream(), Stream.of(conv.weight()), Stream.ofNullable(conv.bias()))
                  .flatMap(arrays -> arrays)
                  .toArray(NDArray[]::new));
      return activation.of(ops, norm.forward(mixed));
    }
    return ops.call(
        NormScripts.levelsNormAct(
            mixing, ops.precision(), conv.bias() != null, training, activation),
        arguments(levels.stream(), norm, conv.weight(), conv.bias()));
  }

  /**
   * Applies the block to {@code up.forward(x)}. If the block's kernel is a single position, its
   * product with the kernel of {@code up} enlarges and mixes at once, where this takes fewer
   * multiplications. The result equals that of two steps except for rounding.
   *
   * @param x {@code [B,D,H,W]}
   * @return {@code [B,out,H',W']}, with the size of {@code up.forward(x)}
   * @throws org.eobench.core.error.BenchException in training, if there is one value per channel
   */
  public NDArray afterEnlarging(ConvTranspose2d up, NDArray x) {
    NDArray bias = conv.bias();
    if (bias == null || norm.shared() != null || !up.pays(x.getShape(), conv.weight().getShape())) {
      return forward(up.forward(x));
    }
    boolean training = norm.training();
    if (training) {
      BatchNorm2d.requireStatistics(up.output(x.getShape()));
    }
    return ops.call(
        NormScripts.enlargeNormAct(up.stride(), training, activation),
        Stream.of(Stream.of(x), norm.arrays(), Stream.of(conv.weight(), bias), up.arrays())
            .flatMap(arrays -> arrays)
            .toArray(NDArray[]::new));
  }

  /**
   * The same, with layers that belong to another module.
   *
   * @param norm batch norm, whose own mode decides whether batch statistics are used
   * @throws org.eobench.core.error.BenchException in training, if there is one value per channel
   */
  public static NDArray forward(
      TorchOps ops, Conv2d conv, BatchNorm2d norm, Activation activation, NDArray x) {
    if (norm.shared() != null) {
      return activation.of(ops, norm.forward(conv.forward(x)));
    }
    boolean training = norm.training();
    if (training) {
      BatchNorm2d.requireStatistics(conv.output(x.getShape()));
    }
    NDArray bias = conv.bias();
    return ops.call(
        NormScripts.convNormAct(bias != null, conv.options(), training, activation),
        arguments(
            Stream.of(x), norm, ops.kernel(conv.weight()), bias == null ? null : ops.matrix(bias)));
  }

  private static NDArray[] arguments(
      Stream<NDArray> maps, BatchNorm2d norm, NDArray weight, @Nullable NDArray bias) {
    return Stream.of(maps, norm.arrays(), Stream.of(weight), Stream.ofNullable(bias))
        .flatMap(arrays -> arrays)
        .toArray(NDArray[]::new);
  }
}
