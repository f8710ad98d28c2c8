package org.eobench.report.compare;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleBiFunction;
import org.eobench.report.statistics.Friedman;
import org.eobench.report.statistics.Nemenyi;
import org.eobench.report.statistics.TestResult;

/**
 * Models ranked over several data sets.
 *
 * @param models names of the models
 * @param datasets data sets that all of them were tested on
 * @param meanRanks mean rank of each model; 1 is the best
 * @param friedman Friedman's test that all are equal
 * @param imanDavenport its less conservative form
 * @param criticalDifference two models differ if their mean ranks differ by more (Nemenyi, 5 %)
 * @param nemenyi p values of all pairs
 */
public record ModelRanking(
    List<String> models,
    List<String> datasets,
    List<Double> meanRanks,
    TestResult friedman,
    TestResult imanDavenport,
    double criticalDifference,
    List<List<Double>> nemenyi) {
  static final int LEAST_MODELS = 3;
  static final int LEAST_DATASETS = 2;

  /**
   * Ranks models.
   *
   * @param score of a model on a data set, higher is better
   */
  static ModelRanking of(
      List<String> models, List<String> datasets, ToDoubleBiFunction<Integer, String> score) {
    double[][] scores = new double[datasets.size()][models.size()];
    for (int dataset = 0; dataset < datasets.size(); dataset++) {
      String name = datasets.get(dataset);
      Arrays.setAll(scores[dataset], model -> score.applyAsDouble(model, name));
    }
    Friedman friedman = Friedman.of(scores);
    return new ModelRanking(
        models,
        datasets,
        list(friedman.meanRanks()),
        friedman.chiSquared(),
        friedman.imanDavenport(),
        Nemenyi.criticalDifference(models.size(), datasets.size(), 1 - PairTest.LEVEL),
        Arrays.stream(Nemenyi.p(friedman)).map(ModelRanking::list).toList());
  }

  private static List<Double> list(double[] values) {
    return Arrays.stream(values).boxed().toList();
  }
}
