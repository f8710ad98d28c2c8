package org.eobench.core.nn;

import java.util.Arrays;
import java.util.Locale;
import java.util.random.RandomGenerator;

/** Initializations of new tensors, as defined by {@code torch.nn.init}. */
public final class Inits {
  public static final Init ZEROS = constant(0);
  public static final Init ONES = constant(1);

  private Inits() {}

  /**
   * Torch's default for the weight of a linear or convolution layer, {@code kaiming_uniform_(a =
   * √5)}: uniform within ±1/√fan_in, where fan_in is the product of all axes except the first.
   */
  public static Init kaimingUniform() {
    return (values, shape, random) -> fillUniform(values, 1 / Math.sqrt(area(shape, 1)), random);
  }

  /** Torch's default for the bias of such a layer: uniform within ±1/√fan_in of its weight. */
  public static Init fanInUniform(long fanIn) {
    return uniform(1 / Math.sqrt((double) fanIn));
  }

  /**
   * {@code kaiming_normal_(mode = fan_out, nonlinearity = relu)} for convolutions (He et al. 2015,
   * arXiv:1502.01852): normal with variance 2/fan_out, where fan_out is the product of all axes
   * except the second.
   */
  public static Init kaimingNormalFanOut() {
    return (values, shape, random) ->
        normal(Math.sqrt(2 / (shape[0] * area(shape, 2)))).fill(values, shape, random);
  }

  /** Uniform within ±{@code bound}. */
  public static Init uniform(double bound) {
    return (values, shape, random) -> fillUniform(values, bound, random);
  }

  /** Glorot: uniform within ±√(6/(fan_in + fan_out)). */
  public static Init xavierUniform() {
    return (values, shape, random) -> {
      double taps = area(shape, 2);
      fillUniform(values, Math.sqrt(6 / ((shape[0] + shape[1]) * taps)), random);
    };
  }

  public static Init normal(double std) {
    return (values, shape, random) -> {
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) (std * random.nextGaussian());
      }
    };
  }

  /**
   * Truncated normal: values outside [-2, 2] are redrawn, because {@code trunc_normal_} cuts at
   * absolute values.
   */
  public static Init truncNormal(double std) {
    return (values, shape, random) -> {
      for (int i = 0; i < values.length; i++) {
        double drawn;
        do {
          drawn = std * random.nextGaussian();
        } while (Math.abs(drawn) > 2);
        values[i] = (float) drawn;
      }
    };
  }

  public static Init constant(double value) {
    return (values, shape, random) -> Arrays.fill(values, (float) value);
  }

  /** Fixed values in C order, such as a position table; their number must match the tensor. */
  public static Init table(float[] table) {
    float[] kept = table.clone();
    return (values, shape, random) -> {
      if (kept.length != values.length) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "%d values given for a tensor of shape %s",
                kept.length,
                Arrays.toString(shape)));
      }
      System.arraycopy(kept, 0, values, 0, kept.length);
    };
  }

  private static void fillUniform(float[] values, double bound, RandomGenerator random) {
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (bound * (2 * random.nextDouble() - 1));
    }
  }

  private static double area(long[] shape, int from) {
    return Arrays.stream(shape, from, shape.length).asDoubleStream().reduce(1, (a, b) -> a * b);
  }
}
