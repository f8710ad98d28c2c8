package org.eobench.pretrain.optim;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eobench.core.nn.Parameter;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.optim.AdamW;
import org.eobench.core.optim.AdamWConfig;
import org.eobench.core.optim.OptimizerContext;
import org.eobench.pretrain.method.RunLength;
import org.eobench.pretrain.schedule.CosineSchedule;

/**
 * AdamW over the parts of a model, such as backbone and head. Learning rate and weight decay are
 * scheduled, and differ between {@linkplain UpdateRule groups}. Gradients are clipped for each part
 * by itself.
 */
public final class ScheduledAdamW {
  private static final double EPS = 1e-8;

  private final GradientClip clip;
  private final CosineSchedule learningRates;
  private final CosineSchedule weightDecays;
  private final int frozenSteps;
  private final Map<String, List<Parameter>> parts = new LinkedHashMap<>();
  private final List<Grouped> groups = new ArrayList<>();

  /** The parameters of one group of one part. */
  private record Grouped(UpdateRule group, AdamW optimizer) {}

  /**
   * @param parts the trainable parameters of each part of the model, by full name
   * @param frozenSteps first steps, in which the last layer of a head has the learning rate 0
   */
  public ScheduledAdamW(
      TorchOps ops,
      Map<String, Map<String, Parameter>> parts,
      OptimConfig config,
      RunLength length,
      int frozenSteps) {
    this.clip = new GradientClip(ops, config.clipGrad());
    this.learningRates = config.learningRates(length);
    this.weightDecays = config.weightDecays(length);
    this.frozenSteps = frozenSteps;
    AdamWConfig adamW = new AdamWConfig(config.lr(), config.betas(), EPS, config.weightDecay());
    parts.forEach(
        (part, tensors) -> {
          this.parts.put(part, List.copyOf(tensors.values()));
          var rules =
              UpdateRule.of(tensors.keySet(), config.layerwiseDecay(), config.patchEmbedLrMult());
          UpdateRule.members(tensors, rules)
              .forEach(
                  (group, members) ->
                      groups.add(
                          new Grouped(
                              group, new AdamW(adamW, new OptimizerContext(ops, members)))));
        });
  }

  /** Drops every gradient, before a forward pass. */
  public void dropGradients() {
    groups.forEach(group -> group.optimizer().dropGradients());
  }

  /** The names of the parts, in the order of {@link #clip}. */
  public List<String> parts() {
    return List.copyOf(parts.keySet());
  }

  /**
   * Clips the gradients of each part.
   *
   * @param owner owner of the result
   * @return the norm of each part before, scalars on the device
   */
  public NDList clip(NDManager owner) {
    NDList norms = new NDList();
    for (List<Parameter> tensors : parts.values()) {
      norms.add(clip.clip(tensors.stream().map(Parameter::array).toList(), owner));
    }
    return norms;
  }

  /** Updates the weights with the scheduled values of a step. */
  public void step(int iteration) {
    double rate = learningRates.at(iteration);
    double decay = weightDecays.at(iteration);
    for (Grouped each : groups) {
      UpdateRule group = each.group();
      boolean frozen = group.lastLayer() && iteration < frozenSteps;
      each.optimizer().step(frozen ? 0 : rate * group.lrMultiplier(), group.decayed() ? decay : 0);
    }
  }

  /** The scheduled values of a step, by name. */
  public Map<String, Double> schedules(int iteration) {
    Map<String, Double> values = new LinkedHashMap<>();
    values.put("lr", learningRates.at(iteration));
    values.put("weight_decay", weightDecays.at(iteration));
    return values;
  }

  /** Moments and step counts by {@code slot.tensor}; live, not copies. */
  public Map<String, NDArray> state() {
    Map<String, NDArray> state = new LinkedHashMap<>();
    groups.forEach(group -> state.putAll(group.optimizer().state()));
    return Collections.unmodifiableMap(state);
  }
}
