package org.eobench.core.spi;

import com.google.inject.AbstractModule;
import com.google.inject.TypeLiteral;
import com.google.inject.multibindings.MapBinder;
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

/** The losses that core brings itself, by registry key. */
final class Criteria extends AbstractModule {
  @Override
  protected void configure() {
    bind("binary_cross_entropy", BinaryCrossEntropyConfig.class, BinaryCrossEntropy::new);
    bind("cross_entropy", CrossEntropyConfig.class, CrossEntropy::new);
    bind("dice", OverlapConfig.class, OverlapLoss::dice);
    bind("focal", FocalConfig.class, Focal::new);
    bind("huber", RegressionLoss.HuberConfig.class, RegressionLoss::huber);
    bind("jaccard", OverlapConfig.class, OverlapLoss::jaccard);
    bind("kl_div", KlDivConfig.class, KlDiv::new);
    bind("lovasz", LovaszConfig.class, Lovasz::new);
    bind("mae", RegressionLoss.PlainConfig.class, RegressionLoss::mae);
    bind("mse", RegressionLoss.PlainConfig.class, RegressionLoss::mse);
    bind("weighted_cross_entropy", WeightedCrossEntropyConfig.class, WeightedCrossEntropy::new);
    criteria().addBinding("sum").to(SumOfLossesFactory.class);
  }

  private <C extends Record> void bind(
      String key, Class<C> configType, BiFunction<C, CriterionContext, Criterion> maker) {
    criteria().addBinding(key).toInstance(CriterionFactory.of(configType, maker));
  }

  private MapBinder<String, CriterionFactory<?>> criteria() {
    return MapBinder.newMapBinder(
        binder(), TypeLiteral.get(String.class), new TypeLiteral<CriterionFactory<?>>() {});
  }
}
