package org.eobench.core.nn.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.jspecify.annotations.Nullable;

/**
 * A batch that several processes share, for one training step.
 *
 * <p><b>Dropout</b> draws for the whole batch in every process, of which each uses its part, see
 * {@link #dropout}.
 *
 * <p><b>Batch norm</b>: statistics and gradients are those of the whole batch (Ioffe and Szegedy
 * 2015, arXiv:1502.03167), as PyTorch's {@code SyncBatchNorm} computes them.
 *
 * <p>A process needs numbers of the others within its backward pass, where DJL lets no Java code
 * run. So the output of each norm begins a graph of its own, and {@link #backward} goes through the
 * norms from the last to the first, after the backward pass of the loss. A graph that leads to
 * several norms, such as that of a residual sum, is passed once for each; {@link #detached} keeps
 * that from a whole encoder.
 */
public final class SharedBatch implements AutoCloseable {
  /** Count, mean and biased variance of each channel, one after the other. */
  private static final String STATISTICS =
      """
      def forward(self, x):
        v, m = torch.var_mean(x, AXES, False, False)
        n = torch.full_like(torch.narrow(m, 0, 0, 1), torch.numel(x) // x.size(1))
        return torch.to(torch.cat([n, m, v]), 7)
      """;

  /** The same of all processes, from one row of each. */
  private static final String COMBINE =
      """
      def forward(self, rows):
        c = (rows.size(1) - 1) // 2
        n, m, v = torch.split_with_sizes(rows, [1, c, c], 1)
        total = torch.sum(n, [0])
        mean = torch.sum(n * m, [0]) / total
        away = m - mean
        var = torch.sum(n * (v + away * away), [0]) / total
        return torch.cat([total, mean, var])
      """;

  private static final String NORMALIZE =
      """
      def forward(self, x, s):
        c = x.size(1)
        n, m, v = torch.split_with_sizes(s, [1, c, c])
        shape = [1, c] + [1] * (x.dim() - 2)
        mean = torch.to(m, x.dtype).view(shape)
        scale = torch.to(torch.rsqrt(v + EPS), x.dtype).view(shape)
        return (x - mean) * scale
      """;

  private static final String AFFINE =
      """
      def forward(self, x, w, b):
        shape = [1, x.size(1)] + [1] * (x.dim() - 2)
        return x * w.view(shape) + b.view(shape)
      """;

  /** Moves running mean, variance and count towards the statistics of the batch. */
  private static final String TRACK =
      """
      def forward(self, running: List[Tensor], batch: List[Tensor], momentum: float):
        c = running[0].size(0)
        n, m, v = torch.split_with_sizes(batch[0], [1, c, c])
        unbiased = v * n / (n - 1)
        running[0].mul_(1 - momentum).add_(torch.to(m * momentum, running[0].dtype))
        running[1].mul_(1 - momentum).add_(torch.to(unbiased * momentum, running[1].dtype))
        running[2].add_(1)
        return running
      """;

  /** What the gradient of the input needs of the whole batch. */
  private static final String SUMS =
      """
      def forward(self, dy, x):
        return torch.cat([torch.sum(dy, AXES, False, dtype=7), torch.sum(dy * x, AXES, False, dtype=7)])
      """;

  private static final String INPUT_GRADIENT =
      """
      def forward(self, dy, x, w, s, rows):
        c = x.size(1)
        shape = [1, c] + [1] * (x.dim() - 2)
        n, m, v = torch.split_with_sizes(s, [1, c, c])
        a, b = torch.split_with_sizes(torch.sum(rows, [0]) / n, [c, c])
        scale = (torch.to(torch.rsqrt(v + EPS), x.dtype) * w).view(shape)
        return scale * (dy - torch.to(a, x.dtype).view(shape) - x * torch.to(b, x.dtype).view(shape))
      """;

  private static final String PRODUCT =
      """
      def forward(self, x, gradient):
        return torch.sum(x * gradient)
      """;

  private final TorchOps ops;
  private final Part samples;
  private final UnaryOperator<NDArray> rows;
  private final Deque<Runnable> graphs = new ArrayDeque<>();

  /**
   * The samples of this process.
   *
   * @param start place in the whole batch
   * @param size their number
   * @param whole samples of the whole batch
   */
  public record Part(long start, long size, long whole) {}

  private SharedBatch(TorchOps ops, Part samples, UnaryOperator<NDArray> rows) {
    this.ops = ops;
    this.samples = samples;
    this.rows = rows;
  }

  /**
   * Begins a step, until the result is closed. Gradients must be recorded already.
   *
   * @param samples the part of this process
   * @param rows from a vector {@code [n]} of this process to those of all, {@code [N,n]}, in the
   *     same order in every process
   */
  public static SharedBatch begin(TorchOps ops, Part samples, UnaryOperator<NDArray> rows) {
    SharedBatch begun = new SharedBatch(ops, samples, rows);
    ops.share(begun);
    return begun;
  }

  /**
   * The TorchScript expression of {@code x} with values zeroed at random and the rest scaled. In a
   * shared batch, all processes draw the same numbers for the whole batch.
   *
   * @param x an expression, of whose first axis each sample has an equal part
   * @param rate probability of a zero
   * @param maps whether whole maps {@code [b,c]} of {@code [B,C,H,W]} are zeroed
   */
  public static String dropout(TorchOps ops, String x, double rate, boolean maps) {
    String dropout = maps ? "feature_dropout" : "dropout";
    SharedBatch batch = ops.sharedBatch();
    if (batch == null) {
      return String.format(Locale.ROOT, "torch.%s(%s, %s, True)", dropout, x, rate);
    }
    Part part = batch.samples;
    return String.format(
        Locale.ROOT,
        "%2$s * torch.narrow(torch.%1$s(torch.ones([%2$s.size(0) // %5$d * %6$d] + %7$s,"
            + " dtype=None, layout=None, device=%2$s.device), %3$s, True), 0, %2$s.size(0) // %5$d"
            + " * %4$d, %2$s.size(0))",
        dropout,
        x,
        rate,
        part.start(),
        part.size(),
        part.whole(),
        maps ? "[" + x + ".size(1), 1, 1]" : x + ".size()[1:]");
  }

  /**
   * Normalises {@code [B,C,…]} with the statistics of the whole batch, and updates the running
   * ones.
   *
   * @param tensors weight, bias, running mean, running variance and batch count
   * @throws BenchException if the whole batch has only one value per channel
   */
  public NDArray normalized(NDArray x, List<NDArray> tensors, double momentum, double eps) {
    NDArray weight = tensors.get(0);
    NDArray constant = x.stopGradient();
    int axes = x.getShape().dimension();
    NDArray batch = ops.call(COMBINE, rows.apply(ops.call(over(STATISTICS, axes), constant)));
    requireSeveral(batch, x);
    ops.update(TRACK, List.of(tensors.subList(2, 5), List.of(batch)), momentum);
    NDArray normal = ops.call(with(NORMALIZE, eps), constant, batch);
    constant.close();
    NDArray y = ops.call(AFFINE, normal, weight, tensors.get(1));
    NDArray input = ops.borrow(x, x.getManager()); // stays open if the caller closes x
    boolean before = Graphs.has(ops, x);
    if (!before && !Graphs.has(ops, y)) {
      return y;
    }
    NDArray leaf = y.stopGradient();
    leaf.setRequiresGradient(true);
    graphs.push(
        () -> {
          // Every process takes part in the exchange, also where its own gradient is zero.
          NDArray gradient = gradient(leaf);
          NDArray dy = gradient == null ? leaf.zerosLike() : gradient;
          NDArray sums = rows.apply(ops.call(over(SUMS, axes), dy, normal));
          if (Graphs.has(ops, y)) {
            backward(y, dy);
          }
          if (before) {
            backward(
                input,
                ops.call(
                    with(INPUT_GRADIENT, eps), dy, normal, weight.stopGradient(), batch, sums));
          }
        });
    return leaf;
  }

  /**
   * Beginnings of a graph with the same values, through which all gradients of {@code maps} go on
   * together.
   */
  public List<NDArray> detached(List<NDArray> maps) {
    List<NDArray> all = new ArrayList<>();
    List<NDArray> ends = new ArrayList<>();
    List<NDArray> leaves = new ArrayList<>();
    for (NDArray map : maps) {
      NDArray given = map;
      if (Graphs.has(ops, map)) {
        given = map.stopGradient();
        given.setRequiresGradient(true);
        ends.add(ops.borrow(map, map.getManager()));
        leaves.add(given);
      }
      all.add(given);
    }
    graphs.push(() -> passOn(ends, leaves));
    return all;
  }

  private void passOn(List<NDArray> ends, List<NDArray> leaves) {
    NDArray sum = null;
    for (int i = 0; i < ends.size(); i++) {
      NDArray gradient = gradient(leaves.get(i));
      if (gradient != null) {
        NDArray product = ops.call(PRODUCT, ends.get(i), gradient);
        sum = sum == null ? product : sum.add(product);
      }
    }
    if (sum != null) {
      ops.backward(sum, 1);
    }
  }

  /** Computes the gradients before all norms. Call it once, after the backward pass of the loss. */
  public void backward() {
    while (!graphs.isEmpty()) {
      graphs.pop().run();
    }
  }

  /** The gradient of a beginning of a graph; its manager owns it. */
  private static @Nullable NDArray gradient(NDArray leaf) {
    NDArray gradient = JniUtils.getGradient((PtNDArray) leaf);
    if (gradient != null) {
      NDManager owner = leaf.getManager();
      gradient.attach(owner);
    }
    return gradient;
  }

  private static void backward(NDArray values, NDArray gradient) {
    JniUtils.backward((PtNDArray) values, (PtNDArray) gradient, true, false);
  }

  private static String over(String script, int dimensions) {
    StringBuilder axes = new StringBuilder("[0");
    for (int axis = 2; axis < dimensions; axis++) {
      axes.append(", ").append(axis);
    }
    return script.replace("AXES", axes.append(']'));
  }

  private static String with(String script, double eps) {
    return script.replace("EPS", String.format(Locale.ROOT, "%.17g", eps));
  }

  private static void requireSeveral(NDArray batch, NDArray x) {
    if (batch.getDouble(0) <= 1) {
      throw new BenchException(
          ExitCode.FAILURE,
          Problem.of("BatchTooSmall", "batch norm cannot be trained on one value per channel")
              .at("feature map " + x.getShape() + " in each process")
              .expecting("at least two values per channel in the batch of all processes")
              .next("set a larger `batch_size`"));
    }
  }

  /** Ends the step; later norms use the batch of their process again. */
  @Override
  public void close() {
    ops.share(null);
  }
}
