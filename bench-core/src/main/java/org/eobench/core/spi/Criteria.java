package org.eobench.core.spi;

import com.google.inject.AbstractModule;
import com.google.inject.TypeLiteral;
import com.google.inject.multibindings.MapBinder;
import java.util.Set;
import java.util.function.BiFunction;
import org.eobench.core.criterion.BinaryCrossEntropy;
import org.eobench.core.criterion.BinaryCrossEntropyConfig;
import org.eobench.core.criterion.Criterion;
import org.eobench.core.criterion.CriterionContext;
import org.eobench.core.criterion.CrossEntropy;
import org.eobench.core.criterion.CrossEntropyConfig;
import org.eobench.core.criterion.Focal;
import org.eobench.core.criterion.FocalConfig;
import org.eobench.core.criterion.KlDiv;
import org.eobench.core.criterion.KlDivConfig;
import org.eobench.core.criterion.Lovasz;
import org.eobench.core.criterion.LovaszConfig;
import org.eobench.core.criterion.OverlapConfig;
import org.eobench.core.criterion.OverlapLoss;
import org.eobench.core.criterion.RegressionLoss;
import org.eobench.core.criterion.WeightedCrossEntropy;
import org.eobench.core.criterion.WeightedCrossEntropyConfig;
import org.eobench.core.dataset.TaskKind;

/** The losses that core brings itself, by registry key. */
final class Criteria extends AbstractModule {
  private static final Set<TaskKind> MAPS =
      Set.of(TaskKind.SEGMENTATION, TaskKind.CHANGE_DETECTION);
  private static final Set<TaskKind> LABELS =
      Set.of(TaskKind.SEGMENTATION, TaskKind.CHANGE_DETECTION, TaskKind.CLASSIFICATION);
  private static final Set<TaskKind> YES_OR_NO =
      Set.of(TaskKind.SEGMENTATION, TaskKind.CHANGE_DETECTION, TaskKind.MULTI_LABEL_CLASSIFICATION);
  private static final Set<TaskKind> SHARES = Set.of(TaskKind.MULTI_LABEL_CLASSIFICATION);
  private static final Set<TaskKind> VALUES = Set.of(TaskKind.REGRESSION);

  @Override
  protected void configure() {
    bind(
        "binary_cross_entropy", BinaryCrossEntropyConfig.class, YES_OR_NO, BinaryCrossEntropy::new);
    bind("cross_entropy", CrossEntropyConfig.class, LABELS, CrossEntropy::new);
    bind("dice", OverlapConfig.class, MAPS, OverlapLoss::dice);
    bind("focal", FocalConfig.class, LABELS, Focal::new);
    bind("huber", RegressionLoss.HuberConfig.class, VALUES, RegressionLoss::huber);
    bind("jaccard", OverlapConfig.class, MAPS, OverlapLoss::jaccard);
    bind("kl_div", KlDivConfig.class, SHARES, KlDiv::new);
    bind("lovasz", LovaszConfig.class, MAPS, Lovasz::new);
    bind("mae", RegressionLoss.PlainConfig.class, VALUES, RegressionLoss::mae);
    bind("mse", RegressionLoss.PlainConfig.class, VALUES, RegressionLoss::mse);
    bind(
        "weighted_cross_entropy",
        WeightedCrossEntropyConfig.class,
        LABELS,
        WeightedCrossEntropy::new);
    criteria().addBinding("sum").to(SumOfLossesFactory.class);
  }

  private <C extends Record> void bind(
      String key,
      Class<C> configType,
      Set<TaskKind> tasks,
      BiFunction<C, CriterionContext, Criterion> maker) {
    criteria().addBinding(key).toInstance(CriterionFactory.of(configType, tasks, maker));
  }

  private MapBinder<String, CriterionFactory<?>> criteria() {
    return MapBinder.newMapBinder(
        binder(), TypeLiteral.get(String.class), new TypeLiteral<CriterionFactory<?>>() {});
  }
}
