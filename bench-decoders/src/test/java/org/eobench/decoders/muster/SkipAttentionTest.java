package org.eobench.decoders.muster;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Map;
import java.util.SplittableRandom;
import org.eobench.core.nn.Inits;
import org.eobench.core.nn.Parameter;
import org.eobench.core.nn.torch.Precision;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.weights.Weights;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Against the definition, position by position. */
class SkipAttentionTest {
  private static final int WIDTH = 4;
  private static final int HEADS = 2;
  private static final int WINDOW = 3;
  private static final int ROWS = 7;
  private static final int COLUMNS = 5;
  private static final int HIGH = 9; // ROWS, padded
  private static final int WIDE = 6; // COLUMNS, padded

  private final NDManager manager = NDManager.newBaseManager(Device.cpu());
  private final TorchOps ops = new TorchOps(manager, Precision.FP32);

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void isItsDefinitionInPlainWindows() {
    requireDefinition(0, true);
    requireDefinition(0, false);
  }

  @Test
  void isItsDefinitionInShiftedWindows() {
    requireDefinition(1, true);
    requireDefinition(1, false);
  }

  private void requireDefinition(int shift, boolean bias) {
    var attention = new SkipAttention(ops, WIDTH, HEADS, WINDOW, shift, bias, Inits.truncNormal(1));
    Map<String, Parameter> tensors = attention.tensors();
    Weights.initialize(tensors, manager, 3);
    double[][] x = map(1);
    double[][] skip = map(2);
    float[] got = attention.forward(array(x), array(skip)).toFloatArray();
    double[][] q = linear(skip, of(tensors, "skip_qkv.weight"), biasOf(tensors, "skip_qkv"), 0);
    double[][] k = linear(x, of(tensors, "qkv.weight"), biasOf(tensors, "qkv"), 0);
    double[][] v = linear(x, of(tensors, "qkv.weight"), biasOf(tensors, "qkv"), WIDTH);
    double[][] seen = attend(q, k, v, of(tensors, "relative_position_bias_table"), shift);
    double[][] out = linear(seen, of(tensors, "proj.weight"), biasOf(tensors, "proj"), 0);
    for (int r = 0; r < ROWS; r++) {
      for (int c = 0; c < COLUMNS; c++) {
        for (int d = 0; d < WIDTH; d++) {
          assertThat((double) got[(r * COLUMNS + c) * WIDTH + d])
              .as("row %d, column %d, channel %d, shift %d", r, c, d, shift)
              .isCloseTo(out[r * WIDE + c][d], within(1e-5));
        }
      }
    }
  }

  /** Places of one window that are neighbours without the roll see each other, others do not. */
  private static double[][] attend(
      double[][] q, double[][] k, double[][] v, float[] table, int shift) {
    double[][] seen = new double[HIGH * WIDE][WIDTH];
    for (int p = 0; p < HIGH * WIDE; p++) {
      for (int head = 0; head < HEADS; head++) {
        double total = 0;
        double[] sum = new double[WIDTH / HEADS];
        for (int o = 0; o < HIGH * WIDE; o++) {
          int down = p / WIDE - o / WIDE;
          int across = p % WIDE - o % WIDE;
          boolean together =
              window(p / WIDE, shift) == window(o / WIDE, shift)
                  && window(p % WIDE, shift) == window(o % WIDE, shift);
          if (together) {
            int row = (down + WINDOW - 1) * (2 * WINDOW - 1) + across + WINDOW - 1;
            double score = table[row * HEADS + head];
            for (int d = 0; d < sum.length; d++) {
              int channel = head * sum.length + d;
              score += q[p][channel] * k[o][channel] / Math.sqrt(sum.length);
            }
            total += Math.exp(score);
            for (int d = 0; d < sum.length; d++) {
              sum[d] += Math.exp(score) * v[o][head * sum.length + d];
            }
          }
        }
        for (int d = 0; d < sum.length; d++) {
          seen[p][head * sum.length + d] = sum[d] / total;
        }
      }
    }
    return seen;
  }

  private static int window(int place, int shift) {
    return Math.floorDiv(place - shift, WINDOW);
  }

  private static double[][] linear(double[][] x, float[] weight, float[] bias, int from) {
    double[][] y = new double[x.length][WIDTH];
    for (int p = 0; p < x.length; p++) {
      for (int o = 0; o < WIDTH; o++) {
        y[p][o] = bias.length == 0 ? 0 : bias[from + o];
        for (int i = 0; i < WIDTH; i++) {
          y[p][o] += weight[(from + o) * WIDTH + i] * x[p][i];
        }
      }
    }
    return y;
  }

  private static float[] of(Map<String, Parameter> tensors, String name) {
    return requireNonNull(tensors.get(name), name).array().toFloatArray();
  }

  private static float[] biasOf(Map<String, Parameter> tensors, String layer) {
    return tensors.containsKey(layer + ".bias") ? of(tensors, layer + ".bias") : new float[0];
  }

  /** A padded map, zero beyond its rows and columns. */
  private static double[][] map(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] map = new double[HIGH * WIDE][WIDTH];
    for (int r = 0; r < ROWS; r++) {
      for (int c = 0; c < COLUMNS; c++) {
        for (int d = 0; d < WIDTH; d++) {
          map[r * WIDE + c][d] = (float) random.nextDouble(-2, 2);
        }
      }
    }
    return map;
  }

  private NDArray array(double[][] map) {
    float[] values = new float[ROWS * COLUMNS * WIDTH];
    for (int r = 0; r < ROWS; r++) {
      for (int c = 0; c < COLUMNS; c++) {
        for (int d = 0; d < WIDTH; d++) {
          values[(r * COLUMNS + c) * WIDTH + d] = (float) map[r * WIDE + c][d];
        }
      }
    }
    return manager.create(values, new Shape(1, ROWS, COLUMNS, WIDTH));
  }
}
