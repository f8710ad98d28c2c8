package org.eobench.testing.golden;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.eobench.core.criterion.Criterion;
import org.eobench.core.criterion.CriterionContext;

/** Cases of losses over class indices: the value and its gradient. */
final class LossCheck implements GoldenCheck {
  private static final String PREFIX = "loss/";

  @Override
  public boolean covers(GoldenCase golden, Components components) {
    return golden.component().startsWith(PREFIX)
        && components.criteria().containsKey(key(golden))
        && golden.isIntegerInput("target");
  }

  private static String key(GoldenCase golden) {
    return golden.component().substring(PREFIX.length());
  }

  @Override
  public void run(GoldenCase golden, Workbench bench, Answers answers) {
    JsonNode config = golden.config();
    Recorded logits = golden.input("logits");
    Recorded target = golden.input("target");
    List<Double> distribution = new ArrayList<>();
    config.path("distribution").forEach(share -> distribution.add(share.asDouble()));
    Criterion criterion =
        Build.component(
            Workbench.known(bench.components().criteria(), key(golden)),
            Build.config(),
            new CriterionContext(
                bench.ops(), logits.size(1), config.path("ignore_index").asInt(), distribution));
    try (NDManager step = bench.manager().newSubManager()) {
      NDArray scores = step.create(logits.floats(), new Shape(logits.shape()));
      NDArray labels = step.create(target.longs(), new Shape(target.shape()));
      scores.setRequiresGradient(true);
      Gradients.back(
          () -> {
            NDArray loss = criterion.loss(scores, labels);
            answers.put("loss", loss.toFloatArray());
            return loss;
          });
      answers.put("grad", Gradients.of(scores));
    }
  }
}
