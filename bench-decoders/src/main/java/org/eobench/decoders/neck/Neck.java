package org.eobench.decoders.neck;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.eobench.core.encoder.EncoderSpec;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.nn.BatchNorm2d;
import org.eobench.core.nn.Conv2d;
import org.eobench.core.nn.ConvNormAct;
import org.eobench.core.nn.ConvTranspose2d;
import org.eobench.core.nn.Module;
import org.eobench.core.nn.torch.TorchOps;
import org.jspecify.annotations.Nullable;

/**
 * Turns the equal maps of a plain transformer into a pyramid in which each level has half the
 * resolution of the previous one: the first map is enlarged by a factor of four, the last is
 * halved. Maps keep their width, or get wider as they get coarser, as in hierarchical encoders.
 */
public final class Neck extends Module {
  private static final double[] SCALES = {4, 2, 1, 0.5};

  private final List<Rescale> levels = new ArrayList<>();
  private final List<Level> output = new ArrayList<>();

  /**
   * A map that a neck returns.
   *
   * @param width D', number of features per position
   * @param scale resolution relative to the input map
   */
  public record Level(int width, double scale) {}

  /**
   * A neck that keeps widths.
   *
   * @param given the equal maps, from shallow to deep; the four scales are distributed over them
   */
  public Neck(TorchOps ops, List<EncoderSpec.Level> given) {
    this(ops, given, false);
  }

  /** A neck that halves the width whenever it doubles the size, and vice versa. */
  public static Neck widening(TorchOps ops, List<EncoderSpec.Level> given) {
    return new Neck(ops, given, true);
  }

  private Neck(TorchOps ops, List<EncoderSpec.Level> given, boolean widening) {
    for (int i = 0; i < given.size(); i++) {
      int in = given.get(i).width();
      double scale = SCALES[i * SCALES.length / given.size()];
      int out = widening ? width(in, scale) : in;
      levels.add(child("ops." + i, rescale(ops, scale, in, out)));
      output.add(new Level(out, scale));
    }
  }

  private static Rescale rescale(TorchOps ops, double scale, int in, int out) {
    if (scale == 4) {
      return new Times4(ops, in, out);
    }
    if (scale == 2) {
      return new Times2(ops, in, out);
    }
    return scale == 1 ? new Identity() : new Half(ops, in, out);
  }

  private static int width(int given, double scale) {
    if (scale > 1 && given % (int) scale != 0) {
      throw new BenchException(
          ExitCode.CONFIG,
          Problem.of(
                  "WidthDoesNotDivide",
                  String.format(
                      Locale.ROOT,
                      "a map of width %d cannot be enlarged %d times while its width is divided by"
                          + " the same factor",
                      given,
                      (int) scale))
              .at("decoder, on encoder.embed_dim")
              .expecting("a width that is a multiple of " + (int) scale)
              .next(
                  "choose another encoder, or a decoder that keeps widths such as"
                      + " `decoder=seg_upernet`"));
    }
    return (int) (given / scale);
  }

  /** Width and scale of each map returned by {@link #forward}. */
  public List<Level> output() {
    return List.copyOf(output);
  }

  /**
   * Maps {@code [B,D,h,w]} per level to {@code [B,D',h',w']} with {@code h' = 4h, 2h, h, h/2}.
   *
   * @throws BenchException if a map is too small to be halved
   */
  public List<NDArray> forward(List<NDArray> maps) {
    List<NDArray> pyramid = new ArrayList<>();
    for (int i = 0; i < levels.size(); i++) {
      pyramid.add(levels.get(i).forward(maps.get(i)));
    }
    return pyramid;
  }

  /** One level of {@link #forward}, from its own map of the encoder. */
  public NDArray level(int index, NDArray map) {
    return levels.get(index).forward(map);
  }

  /**
   * {@code layer} applied to a {@linkplain #level level}. A level that is enlarged is mixed by the
   * layer on the way; the result differs only by rounding.
   */
  public NDArray mixed(int index, NDArray map, ConvNormAct layer) {
    return levels.get(index).mixed(map, layer);
  }

  private abstract static class Rescale extends Module {
    abstract NDArray forward(NDArray map);

    NDArray mixed(NDArray map, ConvNormAct layer) {
      return layer.forward(forward(map));
    }
  }

  /** Names are the indices in PyTorch's Sequential, where 2 is the activation. */
  private static final class Times4 extends Rescale {
    private final TorchOps ops;
    private final ConvTranspose2d first;
    private final BatchNorm2d norm;
    private final ConvTranspose2d second;

    Times4(TorchOps ops, int in, int out) {
      this.ops = ops;
      first = child("0", new ConvTranspose2d(ops, in, in, 2, 2));
      norm = child("1", new BatchNorm2d(ops, in));
      second = child("3", new ConvTranspose2d(ops, in, out, 2, 2));
    }

    @Override
    NDArray forward(NDArray map) {
      return second.forward(twice(map));
    }

    @Override
    NDArray mixed(NDArray map, ConvNormAct layer) {
      return layer.afterEnlarging(second, twice(map));
    }

    private NDArray twice(NDArray map) {
      return ops.gelu(norm.forward(first.forward(map)));
    }
  }

  private static final class Times2 extends Rescale {
    private final ConvTranspose2d only;

    Times2(TorchOps ops, int in, int out) {
      only = child("0", new ConvTranspose2d(ops, in, out, 2, 2));
    }

    @Override
    NDArray forward(NDArray map) {
      return only.forward(map);
    }

    @Override
    NDArray mixed(NDArray map, ConvNormAct layer) {
      return layer.afterEnlarging(only, map);
    }
  }

  private static final class Identity extends Rescale {
    @Override
    NDArray forward(NDArray map) {
      return map;
    }
  }

  /** Index 0 of the Sequential is the pooling. */
  private static final class Half extends Rescale {
    private final TorchOps ops;
    private final @Nullable Conv2d widen;

    Half(TorchOps ops, int in, int out) {
      this.ops = ops;
      widen = in == out ? null : child("1", new Conv2d(ops, in, out, 1, true));
    }

    @Override
    NDArray forward(NDArray map) {
      long height = map.getShape().get(2);
      long width = map.getShape().get(3);
      if (height < 2 || width < 2) {
        throw new BenchException(
            ExitCode.CONFIG,
            Problem.of(
                    "MapTooSmall",
                    String.format(
                        Locale.ROOT,
                        "the deepest map of the pyramid cannot be halved: it has only %d x %d"
                            + " positions",
                        height,
                        width))
                .expecting("at least 2 x 2 positions")
                .next("increase encoder.input_size, or use a decoder without a pyramid"));
      }
      NDArray half = ops.maxPool2d(map, 2, 2);
      return widen == null ? half : widen.forward(half);
    }
  }
}
