package org.eobench.core.spi;

import java.util.Set;
import org.eobench.core.criterion.BinaryCrossEntropy;
import org.eobench.core.criterion.BinaryCrossEntropyConfig;
import org.eobench.core.criterion.CrossEntropy;
import org.eobench.core.criterion.CrossEntropyConfig;
import org.eobench.core.criterion.Focal;
import org.eobench.core.criterion.FocalConfig;
import org.eobench.core.criterion.KlDiv;
import org.eobench.core.criterion.KlDivConfig;
import org.eobench.core.criterion.Lovasz;
import org.eobench.core.criterion.LovaszConfig;
import org.eobench.core.criterion.LovaszHinge;
import org.eobench.core.criterion.LovaszHingeConfig;
import org.eobench.core.criterion.OverlapConfig;
import org.eobench.core.criterion.OverlapLoss;
import org.eobench.core.criterion.RegressionLoss;
import org.eobench.core.criterion.WeightedCrossEntropy;
import org.eobench.core.criterion.WeightedCrossEntropyConfig;
import org.eobench.core.dataset.TaskKind;
import org.eobench.core.task.classification.Classification;
import org.eobench.core.task.multilabel.MultiLabelClassification;
import org.eobench.core.task.regression.ImageRegression;
import org.eobench.core.task.regression.Regression;
import org.eobench.core.task.segmentation.Segmentation;

/** The losses that core brings itself, by registry key. */
final class Criteria extends PluginModule {
  private static final Set<TaskKind> MAPS =
      Set.of(Segmentation.KIND, Segmentation.CHANGE_DETECTION);
  private static final Set<TaskKind> LABELS =
      Set.of(Segmentation.KIND, Segmentation.CHANGE_DETECTION, Classification.KIND);
  private static final Set<TaskKind> YES_OR_NO =
      Set.of(Segmentation.KIND, Segmentation.CHANGE_DETECTION, MultiLabelClassification.KIND);
  private static final Set<TaskKind> SHARES = Set.of(MultiLabelClassification.KIND);
  private static final Set<TaskKind> VALUES = Set.of(Regression.KIND, ImageRegression.KIND);

  @Override
  protected void configure() {
    criterion(
        "binary_cross_entropy",
        CriterionFactory.of(BinaryCrossEntropyConfig.class, YES_OR_NO, BinaryCrossEntropy::new));
    criterion(
        "cross_entropy", CriterionFactory.of(CrossEntropyConfig.class, LABELS, CrossEntropy::new));
    criterion("dice", CriterionFactory.of(OverlapConfig.class, MAPS, OverlapLoss::dice));
    criterion("focal", CriterionFactory.of(FocalConfig.class, LABELS, Focal::new));
    criterion(
        "huber",
        CriterionFactory.of(RegressionLoss.HuberConfig.class, VALUES, RegressionLoss::huber));
    criterion("jaccard", CriterionFactory.of(OverlapConfig.class, MAPS, OverlapLoss::jaccard));
    criterion("kl_div", CriterionFactory.of(KlDivConfig.class, SHARES, KlDiv::new));
    criterion("lovasz", CriterionFactory.of(LovaszConfig.class, MAPS, Lovasz::new));
    criterion("lovasz_hinge", CriterionFactory.of(LovaszHingeConfig.class, MAPS, LovaszHinge::new));
    criterion(
        "mae", CriterionFactory.of(RegressionLoss.PlainConfig.class, VALUES, RegressionLoss::mae));
    criterion(
        "mse", CriterionFactory.of(RegressionLoss.PlainConfig.class, VALUES, RegressionLoss::mse));
    criterion(
        "weighted_cross_entropy",
        CriterionFactory.of(WeightedCrossEntropyConfig.class, LABELS, WeightedCrossEntropy::new));
    criterion("sum", SumOfLossesFactory.class);
  }
}
