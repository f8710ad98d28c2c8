package org.eobench.core.optim;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.jspecify.annotations.Nullable;

/** Adam or AdamW; each group of tensors is updated by one call of libtorch's fused kernel. */
abstract class FusedAdam extends FusedOptimizer {
  private final List<List<NDArray>> slots;
  private final double weightDecay;
  private final String script;
  private final List<Group> groups = new ArrayList<>();

  /**
   * Tensors that are updated together.
   *
   * @param members their positions among the trained tensors
   */
  private record Group(List<Integer> members, TensorRates rates) {}

  /**
   * @param kernel the fused kernel, {@code adam} or {@code adamw}
   * @param layerDecay factor of the learning rate from one block of the encoder to the block before
   *     it
   * @throws BenchException {@code NoSuchTensors} for a group without a trained tensor
   */
  FusedAdam(
      String kernel,
      double lr,
      List<Double> betas,
      double eps,
      double weightDecay,
      List<ParameterGroup> own,
      double layerDecay,
      OptimizerContext context) {
    super(context, lr);
    this.weightDecay = weightDecay;
    this.script = script(kernel, betas, eps);
    this.slots = List.of(slot("exp_avg"), slot("exp_avg_sq"), scalarSlot("step"));
    List<String> names = names();
    Map<String, TensorRates> rates = new HashMap<>(context.rates());
    if (layerDecay != 1) {
      LayerDecay.factors(context.tensors().keySet(), layerDecay)
          .forEach(
              (name, factor) ->
                  rates.put(name, rates.getOrDefault(name, TensorRates.CONFIGURED).times(factor)));
    }
    Set<Integer> taken = new HashSet<>();
    for (ParameterGroup group : own) {
      List<Integer> members = new ArrayList<>();
      for (int i = 0; i < names.size(); i++) {
        if (group.contains(names.get(i)) && taken.add(i)) {
          members.add(i);
        }
      }
      requireAny(group, members, names);
      add(members, group.lrFactor(), group.weightDecay(), rates);
    }
    List<Integer> rest = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      if (!taken.contains(i)) {
        rest.add(i);
      }
    }
    add(rest, 1, null, rates);
  }

  /** Adds a group, split by the rates of its tensors. A decay of the group goes before theirs. */
  private void add(
      List<Integer> members,
      double lrFactor,
      @Nullable Double decay,
      Map<String, TensorRates> rates) {
    byRates(members, rates)
        .forEach((own, alike) -> groups.add(new Group(alike, own.times(lrFactor).decaying(decay))));
  }

  private static void requireAny(ParameterGroup group, List<Integer> members, List<String> names) {
    if (members.isEmpty()) {
      throw new BenchException(
          ExitCode.CONFIG,
          Problem.of(
                  "NoSuchTensors",
                  "no tensor that is trained is called "
                      + group.tensors()
                      + ", or an earlier group has them all")
              .at("optimizer.groups, tensors: " + group.tensors())
              .expecting(
                  String.format(
                      Locale.ROOT,
                      "a pattern for some of %d tensors such as %s",
                      names.size(),
                      String.join(", ", names.subList(0, Math.min(3, names.size())))))
              .next("change the pattern, where `*` stands for any characters, or leave it out"));
    }
  }

  private static String script(String kernel, List<Double> betas, double eps) {
    return METHOD
        + String.format(
            Locale.ROOT,
            """
            def forward(self, trained: List[Tensor], means: List[Tensor], squares: List[Tensor],
                        steps: List[Tensor], rate: float, decay: float):
              seen = self.reached(trained)
              w = [trained[i] for i in seen]
              g = [trained[i].grad.contiguous() for i in seen]
              m = [means[i] for i in seen]
              v = [squares[i] for i in seen]
              t = [steps[i] for i in seen]
              if len(w) > 0:
                torch._foreach_add_(t, 1)
                torch._fused_%s_(w, g, m, v, annotate(List[Tensor], []), t, lr=rate,
                                    beta1=%s, beta2=%s, weight_decay=decay, eps=%s,
                                    amsgrad=False, maximize=False)
              return (w, m, v, t)
            """,
            kernel,
            betas.get(0),
            betas.get(1),
            eps);
  }

  @Override
  public final void step(double learningRate) {
    stepGroups(learningRate, weightDecay);
  }

  /** Updates all groups; those without a weight decay of their own get the given one. */
  final void stepGroups(double learningRate, double decay) {
    for (Group group : groups) {
      if (!group.members().isEmpty()) {
        TensorRates rates = group.rates();
        double own = rates.weightDecay() == null ? decay : rates.weightDecay();
        update(script, group.members(), slots, learningRate * rates.lrFactor(), own);
      }
    }
  }

  /** Two decay rates, each in [0, 1). */
  static List<Double> betas(List<Double> given) {
    List<Double> betas = List.copyOf(given);
    if (betas.size() != 2 || betas.stream().anyMatch(beta -> !(beta >= 0 && beta < 1))) {
      throw new IllegalArgumentException("betas must be two numbers in [0, 1), not " + betas);
    }
    return betas;
  }
}
