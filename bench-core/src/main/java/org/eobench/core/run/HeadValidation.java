package org.eobench.core.run;

import java.util.ArrayList;
import java.util.List;
import org.eobench.core.eval.HeadScores;
import org.eobench.core.loader.DataLoader;
import org.eobench.core.model.EoModel;
import org.eobench.core.run.heads.HeadChoice;
import org.eobench.core.run.plan.Plan;
import org.eobench.core.train.MetricLog;
import org.jspecify.annotations.Nullable;

/** Scores the heads of a bank on the validation split, each on images of its normalisation. */
final class HeadValidation {
  private HeadValidation() {}

  /**
   * Chooses the best head, if there are several.
   *
   * @param heads null for a decoder that is one head
   * @param val loaders of the validation split
   * @param model the model past whose encoder known features go
   * @param log gets the scores of all heads
   * @return the loader of the images that the model now takes
   */
  static DataLoader loader(
      @Nullable HeadChoice heads,
      SplitLoaders val,
      Plan plan,
      RunSetup setup,
      EoModel model,
      MetricLog log) {
    if (heads == null) {
      return val.first();
    }
    List<Double> scores = new ArrayList<>();
    heads
        .banks()
        .forEach(
            (source, bank) ->
                scores.addAll(
                    new HeadScores(
                            setup.ops(),
                            plan.task(),
                            setup.dataset().spec(),
                            heads.metric(),
                            bank.heads().size())
                        .of(model, bank, val.of(source))));
    heads.choose(scores, log);
    return val.of(heads.normalization());
  }
}
