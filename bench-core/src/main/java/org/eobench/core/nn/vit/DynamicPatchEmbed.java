package org.eobench.core.nn.vit;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Locale;
import java.util.stream.Stream;
import org.eobench.core.nn.Linear;
import org.eobench.core.nn.Module;
import org.eobench.core.nn.torch.ConvOptions;
import org.eobench.core.nn.torch.TorchOps;
import org.jspecify.annotations.Nullable;

/**
 * Patch embedding for images with any bands (Xiong et al., arXiv:2403.15356). The kernel of the
 * patch convolution is not learned directly: a small network generates one slice of it from the
 * encoded wavelength of each band.
 */
public final class DynamicPatchEmbed extends Module {
  private final TorchOps ops;
  private final ConvOptions geometry;
  private final float[] bandCodes;
  private final Shape codeShape;
  private final @Nullable Linear projection;
  private final KernelResize resize;
  private final KernelGenerator generator;
  private final ResidualMlp fclayer;

  /**
   * Options in which the models with such an embedding differ.
   *
   * @param transformer name of the generator's transformer layer
   * @param first name of the first linear layer that wavelength codes pass through
   * @param second name of the second linear layer
   * @param activation TorchScript of the activation after each of the two, such as {@code
   *     torch.relu}
   * @param kernelScale factor of the generated kernel
   * @param biasScale factor of the generated bias
   * @param widthFirst whether a generated slice is {@code [D,p,p]}; otherwise {@code [p,p,D]}
   * @param padding pixels of zero padding around the image
   * @param kernel side of the generated kernels, which are resized to the patch size; 0 for kernels
   *     of the patch size
   * @param projection name of a learned linear layer that maps the codes of bands to the width of
   *     the generator; null for codes of that width
   */
  public record Style(
      String transformer,
      String first,
      String second,
      String activation,
      double kernelScale,
      double biasScale,
      boolean widthFirst,
      int padding,
      int kernel,
      @Nullable String projection) {
    /** A style without resizing and projection. */
    public Style(
        String transformer,
        String first,
        String second,
        String activation,
        double kernelScale,
        double biasScale,
        boolean widthFirst,
        int padding) {
      this(
          transformer,
          first,
          second,
          activation,
          kernelScale,
          biasScale,
          widthFirst,
          padding,
          0,
          null);
    }
  }

  /**
   * An embedding of bands with codes of the width of the generator.
   *
   * @param waveCodes a code for each band in channel order, {@code [C,waveWidth]} in C order
   * @param patch patch size in pixels
   * @param width D, features per token
   */
  public DynamicPatchEmbed(
      TorchOps ops, Style style, float[] waveCodes, int waveWidth, int patch, int width) {
    this(ops, style, waveCodes, waveCodes.length / waveWidth, waveWidth, patch, width);
  }

  /**
   * @param bandCodes a code for each band in channel order, {@code [C,length]} in C order; a style
   *     without projection requires {@code length = waveWidth}
   * @param bands C
   * @param waveWidth width of the generator
   * @param patch patch size in pixels
   * @param width D, features per token
   */
  public DynamicPatchEmbed(
      TorchOps ops,
      Style style,
      float[] bandCodes,
      int bands,
      int waveWidth,
      int patch,
      int width) {
    this.ops = ops;
    this.bandCodes = bandCodes.clone();
    geometry = ConvOptions.DEFAULT.stride(patch).padding(style.padding());
    int length = bandCodes.length / bands;
    codeShape = new Shape(bands, length);
    int kernel = style.kernel() == 0 ? patch : style.kernel();
    resize = new KernelResize(ops, kernel, patch);
    projection =
        style.projection() == null
            ? null
            : child(style.projection(), new Linear(ops, length, waveWidth, true));
    generator =
        child("weight_generator", new KernelGenerator(ops, style, waveWidth, kernel, width, bands));
    fclayer = child("fclayer", new ResidualMlp(ops, style, waveWidth));
  }

  /** Learned codes of the bands, {@code [C,waveWidth]}, in memory of {@code owner}. */
  public NDArray waves(NDManager owner) {
    NDArray codes = owner.create(bandCodes, codeShape);
    return fclayer.forward(projection == null ? codes : projection.forward(codes));
  }

  /**
   * Embeds the patches of a batch.
   *
   * @param image {@code [B,C,H,W]}
   * @return patch tokens row by row, {@code [B,N,D]}
   */
  public NDArray forward(NDArray image) {
    KernelGenerator.GeneratedKernel made = generator.forward(waves(image.getManager()));
    NDArray kernel = resize.apply(made.kernel(), image.getManager());
    return ops.mapToTokens(ops.conv2d(image, kernel, made.bias(), geometry));
  }

  /** {@code x + f(second(f(first(x))))}. */
  private static final class ResidualMlp extends Module {
    private final TorchOps ops;
    private final Linear first;
    private final Linear second;
    private final String script;

    ResidualMlp(TorchOps ops, Style style, int width) {
      this.ops = ops;
      first = child(style.first(), new Linear(ops, width, width, true));
      second = child(style.second(), new Linear(ops, width, width, true));
      script =
          String.format(
              Locale.ROOT,
              """
              def forward(self, x, w1, b1, w2, b2):
                y = %1$s(self.full(self.dense(x, w1, b1)))
                return x + %1$s(self.full(self.dense(y, w2, b2)))
              """,
              style.activation());
    }

    NDArray forward(NDArray x) {
      NDArray[] arguments =
          Stream.of(Stream.of(x), first.arrays(), second.arrays())
              .flatMap(arrays -> arrays)
              .toArray(NDArray[]::new);
      return ops.call(script, arguments);
    }
  }
}
