package org.eobench.testing.golden.checks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.eobench.core.criterion.Criterion;
import org.eobench.core.criterion.CriterionContext;
import org.eobench.testing.golden.cases.CheckContext;
import org.eobench.testing.golden.cases.ComponentBuilder;
import org.eobench.testing.golden.cases.ComponentFactories;
import org.eobench.testing.golden.cases.ComputedArrays;
import org.eobench.testing.golden.cases.GoldenCase;
import org.eobench.testing.golden.cases.GoldenCheck;
import org.eobench.testing.golden.cases.RecordedArray;
import org.eobench.testing.golden.model.Gradients;

/**
 * Cases of losses: the value and its gradient, with Pangaea's rules. Cases with further options are
 * left to tests of those losses.
 */
final class LossCheck implements GoldenCheck {
  private static final String PREFIX = "loss/";
  private static final Set<String> OPTIONS =
      Set.of("ignore_index", "reduction", "distribution", "weights");

  @Override
  public boolean covers(GoldenCase golden, ComponentFactories components) {
    return golden.component().startsWith(PREFIX)
        && components.criteria().containsKey(key(golden))
        && golden.root().path("config").properties().stream()
            .allMatch(option -> OPTIONS.contains(option.getKey()));
  }

  private static String key(GoldenCase golden) {
    return golden.component().substring(PREFIX.length());
  }

  @Override
  public void run(GoldenCase golden, CheckContext context, ComputedArrays computed) {
    JsonNode config = golden.config();
    RecordedArray logits = golden.input("logits");
    List<Double> distribution = new ArrayList<>();
    config.path("distribution").forEach(share -> distribution.add(share.asDouble()));
    Criterion criterion =
        ComponentBuilder.component(
            CheckContext.known(context.components().criteria(), key(golden)),
            config(golden),
            new CriterionContext(
                context.ops(), logits.size(1), config.path("ignore_index").asInt(), distribution));
    try (NDManager step = context.manager().newSubManager()) {
      NDArray scores = step.create(logits.floats(), new Shape(logits.shape()));
      NDArray labels = target(golden, step);
      scores.setRequiresGradient(true);
      Gradients.back(
          () -> {
            NDArray loss = criterion.loss(scores, labels);
            computed.put("loss", loss.toFloatArray());
            return loss;
          });
      computed.put("grad", Gradients.of(scores));
    }
  }

  private static ObjectNode config(GoldenCase golden) {
    ObjectNode config = ComponentBuilder.config();
    switch (key(golden)) {
      case "dice" -> config.put("ignored_predictions", "count").put("absent_classes", "count");
      case "kl_div" -> config.put("input", "log_probabilities").put("reduction", "elements");
      default -> {}
    }
    return config;
  }

  /** Integer labels stay integers; everything else is a float target. */
  private static NDArray target(GoldenCase golden, NDManager manager) {
    RecordedArray target = golden.input("target");
    Shape shape = new Shape(target.shape());
    return golden.isIntegerInput("target")
        ? manager.create(target.longs(), shape)
        : manager.create(target.floats(), shape);
  }
}
