package org.eobench.core.spi;

import com.google.inject.AbstractModule;
import com.google.inject.TypeLiteral;
import com.google.inject.multibindings.MapBinder;
import org.eobench.core.optim.AdamW;
import org.eobench.core.optim.AdamWConfig;
import org.eobench.core.optim.MultiStepLr;
import org.eobench.core.optim.MultiStepLrConfig;
import org.eobench.core.optim.Sgd;
import org.eobench.core.optim.SgdConfig;

/**
 * Declares the maps that plug-ins add their factories to, so that each can be injected even when no
 * plug-in fills it, and adds the components that core brings itself.
 */
public final class CoreBindings extends AbstractModule {
  @Override
  protected void configure() {
    map(new TypeLiteral<EncoderFactory<?>>() {});
    map(new TypeLiteral<DecoderFactory<?>>() {});
    map(new TypeLiteral<DatasetFactory<?>>() {});
    map(new TypeLiteral<StepFactory<?>>() {});
    install(new PreprocessSteps());
    install(new CropSteps());
    map(new TypeLiteral<CriterionFactory<?>>() {});
    install(new Criteria());
    MapBinder<String, OptimizerFactory<?>> optimizers =
        map(new TypeLiteral<OptimizerFactory<?>>() {});
    optimizers.addBinding("adamw").toInstance(OptimizerFactory.of(AdamWConfig.class, AdamW::new));
    optimizers.addBinding("sgd").toInstance(OptimizerFactory.of(SgdConfig.class, Sgd::new));
    map(new TypeLiteral<ScheduleFactory<?>>() {})
        .addBinding("multi_step_lr")
        .toInstance(ScheduleFactory.of(MultiStepLrConfig.class, MultiStepLr::new));
  }

  private <F> MapBinder<String, F> map(TypeLiteral<F> factory) {
    return MapBinder.newMapBinder(binder(), TypeLiteral.get(String.class), factory);
  }
}
