package org.eobench.core.spi;

import com.google.inject.AbstractModule;
import com.google.inject.TypeLiteral;
import com.google.inject.multibindings.MapBinder;

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
    map(new TypeLiteral<CriterionFactory<?>>() {});
    map(new TypeLiteral<StepFactory<?>>() {});
  }

  private <F> MapBinder<String, F> map(TypeLiteral<F> factory) {
    return MapBinder.newMapBinder(binder(), TypeLiteral.get(String.class), factory);
  }
}
