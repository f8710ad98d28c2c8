package org.eobench.core.optim;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.nn.Parameter;
import org.eobench.core.nn.torch.TorchOps;

/**
 * An optimizer that also keeps the exponential moving average of the weights after each of its
 * steps: {@code average = decay · average + (1 - decay) · weights}. The first step copies the
 * weights, as PyTorch's {@code AveragedModel} does. The averages are part of its state, so a
 * resumed run goes on with the same ones.
 */
public final class AveragedOptimizer implements Optimizer {
  /** Begins the names of the averages in the state. */
  private static final String SLOT = "average.";

  /** The number of steps in the state. */
  private static final String STEPS = "averaged_steps";

  private static final String EXCHANGE =
      """
      def forward(self, averages: List[Tensor], trained: List[Tensor]):
        for i in range(len(averages)):
          weights = trained[i].clone()
          trained[i].copy_(averages[i])
          averages[i].copy_(weights)
        return (averages, trained)
      """;

  private final Optimizer optimizer;
  private final TorchOps ops;
  private final MovingAverage average;
  private final double decay;
  private final Map<String, Parameter> trained = new LinkedHashMap<>();
  private final Map<String, NDArray> averages = new LinkedHashMap<>();
  private final NDArray steps;

  /**
   * @param optimizer what takes the steps
   * @param context the context that it was created with
   * @param decay share of the average that a step keeps, above 0 and below 1
   */
  public AveragedOptimizer(Optimizer optimizer, OptimizerContext context, double decay) {
    this.optimizer = optimizer;
    this.ops = context.ops();
    this.average = new MovingAverage(ops);
    this.decay = decay;
    this.steps = ops.manager().zeros(new Shape());
    context
        .tensors()
        .forEach(
            (name, tensor) -> {
              if (tensor.trainable()) {
                trained.put(name, tensor);
                averages.put(SLOT + name, ops.manager().zeros(tensor.shape()));
              }
            });
  }

  @Override
  public double learningRate() {
    return optimizer.learningRate();
  }

  @Override
  public boolean obeysRates() {
    return optimizer.obeysRates();
  }

  @Override
  public void dropGradients() {
    optimizer.dropGradients();
  }

  @Override
  public void zeroGradients() {
    optimizer.zeroGradients();
  }

  @Override
  public boolean multiplyGradients(double factor) {
    return optimizer.multiplyGradients(factor);
  }

  @Override
  public double clipGradients(double largest) {
    return optimizer.clipGradients(largest);
  }

  @Override
  public void step(double learningRate) {
    optimizer.step(learningRate);
    average.update(averages(), weights(), begun() ? decay : 0);
    steps.addi(1);
  }

  /** Before the first step there is no average, and the weights stay. */
  @Override
  public <T> T withAverages(Supplier<T> work) {
    if (!begun()) {
      return work.get();
    }
    ops.update(EXCHANGE, List.of(averages(), weights()));
    try {
      return work.get();
    } finally {
      ops.update(EXCHANGE, List.of(averages(), weights()));
    }
  }

  private boolean begun() {
    return steps.getFloat() > 0;
  }

  private List<NDArray> weights() {
    return trained.values().stream().map(Parameter::array).toList();
  }

  private List<NDArray> averages() {
    return List.copyOf(averages.values());
  }

  @Override
  public Map<String, NDArray> state() {
    Map<String, NDArray> state = new LinkedHashMap<>(optimizer.state());
    state.putAll(averages);
    state.put(STEPS, steps);
    return Collections.unmodifiableMap(state);
  }

  /**
   * @throws BenchException {@code OptimizerStateMismatch} also if the state has no average
   */
  @Override
  public void restore(Map<String, NDArray> saved) {
    Map<String, NDArray> others = new LinkedHashMap<>(saved);
    NDArray count = others.remove(STEPS);
    List<NDArray> values = averages.keySet().stream().map(others::remove).toList();
    boolean fits = count != null;
    int i = 0;
    for (NDArray average : averages.values()) {
      NDArray value = values.get(i++);
      fits &= value != null && value.getShape().equals(average.getShape());
    }
    if (!fits) {
      throw new BenchException(
          ExitCode.WEIGHTS,
          Problem.of(
                  "OptimizerStateMismatch",
                  "the checkpoint has no average of the weights that this run trains")
              .at("task.trainer.ema_decay=" + decay)
              .next("resume with the `task.trainer.ema_decay` and `finetune` of the checkpoint"));
    }
    optimizer.restore(others);
    ops.update(FusedOptimizer.COPY, List.of(averages(), values));
    ops.update(FusedOptimizer.COPY, List.of(List.of(steps), List.of(count)));
  }
}
