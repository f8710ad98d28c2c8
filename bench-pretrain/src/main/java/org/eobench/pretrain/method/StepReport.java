package org.eobench.pretrain.method;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a step did, for logs.
 *
 * @param loss the total loss before the update, of all parts of the step
 * @param losses its terms by name, such as {@code dino_global}
 * @param schedules the scheduled values of the step by name: {@code lr}, {@code weight_decay},
 *     {@code momentum}, {@code teacher_temp}
 * @param gradientNorms the norm of the gradients of each part of the model before clipping
 */
public record StepReport(
    double loss,
    Map<String, Double> losses,
    Map<String, Double> schedules,
    Map<String, Double> gradientNorms) {
  public StepReport {
    losses = Collections.unmodifiableMap(new LinkedHashMap<>(losses));
    schedules = Collections.unmodifiableMap(new LinkedHashMap<>(schedules));
    gradientNorms = Collections.unmodifiableMap(new LinkedHashMap<>(gradientNorms));
  }
}
