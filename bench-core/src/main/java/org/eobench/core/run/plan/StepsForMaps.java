package org.eobench.core.run.plan;

import java.util.Set;
import org.eobench.core.config.tree.ConfigNode;
import org.eobench.core.config.tree.ListNode;
import org.eobench.core.dataset.Split;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Problems;

/**
 * The steps that feature maps may go through which were computed before: none that changes a value,
 * or cuts and mirrors them without their target.
 */
final class StepsForMaps {
  private static final Set<String> ALLOWED = Set.of("BandFilter");

  private StepsForMaps() {}

  /** Reports the first other step of the configuration. */
  static void require(ConfigNode root, Problems problems) {
    for (Split split : Split.values()) {
      if (root.select("preprocessing." + split.key()) instanceof ListNode steps) {
        for (ConfigNode step : steps.items()) {
          String name = step.selectText("_target_");
          if (name != null && !ALLOWED.contains(name)) {
            problems.add(
                Problem.of(
                        "StepForImages",
                        "the step " + name + " is for images, but the encoder reads stored maps")
                    .at(step.origin().place())
                    .expecting("samples that are not changed")
                    .next("give `preprocessing=embeddings`"));
            return;
          }
        }
      }
    }
  }
}
