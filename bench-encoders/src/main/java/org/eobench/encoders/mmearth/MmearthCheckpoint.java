package org.eobench.encoders.mmearth;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eobench.core.encoder.InputKernel;
import org.eobench.core.weights.CheckpointLayout;
import org.eobench.encoders.convnext.ConvNextNames;
import org.jspecify.annotations.Nullable;

/**
 * The layout of MMEarth's checkpoints. Pretraining stores sparse layers below {@code encoder.}:
 * their kernels are {@code dwconv.kernel [k·k,C]} and {@code 1.kernel [k·k,in,out]}, column by
 * column, their norms and linear layers {@code norm.ln.weight} and {@code pwconv1.linear.weight}.
 * Converted files have dense names.
 */
final class MmearthCheckpoint {
  static final String KERNEL = "initial_conv.0.weight";

  private static final Pattern DOWNSAMPLE =
      Pattern.compile("downsample_layers\\.(\\d)\\.([01]\\..*)");

  private MmearthCheckpoint() {}

  static CheckpointLayout layout(InputKernel kernel) {
    return kernel.into(
        CheckpointLayout.exact()
            .preferring("encoder.")
            .renaming(MmearthCheckpoint::named)
            .ignoring(key -> key.startsWith("head."))
            .reshaping(MmearthCheckpoint::dense));
  }

  static String named(String key) {
    String dense = key.replaceFirst("\\.(ln|linear)\\.", ".").replaceFirst("\\.kernel$", ".weight");
    Matcher downsample = DOWNSAMPLE.matcher(dense);
    return downsample.matches()
        ? "stages."
            + (Integer.parseInt(downsample.group(1)) + 1)
            + ".downsample."
            + downsample.group(2)
        : ConvNextNames.inStages(dense);
  }

  /** Dense kernels, biases {@code [1,C]} and response normalisations of sparse layers. */
  private static float @Nullable [] dense(String name, float[] values, long[] from, long[] to) {
    boolean kernel = to.length == 4 && name.endsWith(".weight");
    if (kernel && (from.length == 3 || from.length == 2) && values.length == count(to)) {
      return transposed(values, (int) (to[2] * to[3]), (int) to[1], (int) to[0], (int) to[2]);
    }
    boolean row = to.length == 1 && from[from.length - 1] == to[0] && values.length == to[0];
    return row ? values : ConvNextNames.flat(name, values, from, to);
  }

  private static long count(long[] shape) {
    long count = 1;
    for (long side : shape) {
      count *= side;
    }
    return count;
  }

  /** {@code [k·k,in,out]} with the row of a tap running fastest, as {@code [out,in,k,k]}. */
  private static float[] transposed(float[] values, int taps, int in, int out, int side) {
    float[] dense = new float[values.length];
    for (int tap = 0; tap < taps; tap++) {
      int place = tap % side * side + tap / side;
      for (int i = 0; i < in; i++) {
        for (int o = 0; o < out; o++) {
          dense[(o * in + i) * taps + place] = values[(tap * in + i) * out + o];
        }
      }
    }
    return dense;
  }
}
