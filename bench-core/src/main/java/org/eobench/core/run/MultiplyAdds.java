package org.eobench.core.run;

import java.util.OptionalLong;
import org.eobench.core.dataset.EoDataset;
import org.eobench.core.dataset.Split;
import org.eobench.core.eval.PredictionSink;
import org.eobench.core.loader.Batch;
import org.eobench.core.loader.DataLoader;
import org.eobench.core.loader.LoaderOptions;
import org.eobench.core.nn.torch.CountingOps;
import org.eobench.core.run.plan.Plan;

/** Counts what the prediction of a test image takes, with all its tiles and copies. */
final class MultiplyAdds {
  private MultiplyAdds() {}

  /**
   * Predicts the first test image once more and counts the multiplications, each of which comes
   * with an addition.
   *
   * @return empty if a part of the model is a program whose products are not counted
   */
  static OptionalLong ofTestImage(Plan plan, RunSetup setup) {
    if (!(setup.ops() instanceof CountingOps ops)) {
      return OptionalLong.empty();
    }
    EoDataset one = new SomeSamples(setup.dataset(), 0, 1);
    LoaderOptions options = LoaderOptions.evaluation(1, 0, plan.config().seed());
    try (DataLoader loader =
        new DataLoader(one, Split.TEST, setup.preprocessor(Split.TEST), options)) {
      Batch batch = loader.epoch(0).iterator().next();
      return ops.count(
          () ->
              new RunLoaders(plan, setup, null)
                  .evaluator()
                  .predict(setup.model(), batch, PredictionSink.NONE));
    }
  }
}
