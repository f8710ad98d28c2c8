package org.eobench.core.spi;

import com.google.inject.AbstractModule;
import com.google.inject.TypeLiteral;
import com.google.inject.multibindings.MapBinder;
import com.google.inject.multibindings.Multibinder;
import org.eobench.core.logger.LoggerFactory;
import org.eobench.core.metrics.Metric;
import org.eobench.core.preprocess.corrupt.Corruption;
import org.eobench.core.results.ResultWriter;
import org.eobench.core.task.Task;

/**
 * A plug-in that lists its components, one line each:
 *
 * <pre>{@code
 * public final class MyPlugin extends PluginModule {
 *   @Override
 *   protected void configure() {
 *     encoder("my_encoder", EncoderFactory.of(MyConfig.class, MyEncoder::new));
 *     decoder("my_head", DecoderFactory.of(MyHeadConfig.class, MyHead::new));
 *   }
 * }
 * }</pre>
 *
 * <p>The key is the {@code _target_} of the component's YAML. Two plug-ins with the same key of the
 * same kind are refused when the program starts.
 */
public abstract class PluginModule extends AbstractModule implements BenchPlugin {
  /** Adds the components. */
  @Override
  protected abstract void configure();

  protected final void encoder(String key, EncoderFactory<?> factory) {
    add(new TypeLiteral<EncoderFactory<?>>() {}, key, factory);
  }

  protected final void decoder(String key, DecoderFactory<?> factory) {
    add(new TypeLiteral<DecoderFactory<?>>() {}, key, factory);
  }

  protected final void dataset(String key, DatasetFactory<?> factory) {
    add(new TypeLiteral<DatasetFactory<?>>() {}, key, factory);
  }

  protected final void criterion(String key, CriterionFactory<?> factory) {
    add(new TypeLiteral<CriterionFactory<?>>() {}, key, factory);
  }

  protected final void optimizer(String key, OptimizerFactory<?> factory) {
    add(new TypeLiteral<OptimizerFactory<?>>() {}, key, factory);
  }

  protected final void schedule(String key, ScheduleFactory<?> factory) {
    add(new TypeLiteral<ScheduleFactory<?>>() {}, key, factory);
  }

  /** Adds a task; its key is that of its kind. */
  protected final void task(Task<?, ?> task) {
    add(new TypeLiteral<Task<?, ?>>() {}, task.kind().key(), task);
  }

  /** Adds a metric to the tasks whose samples it takes. */
  protected final void metric(Metric<?> metric) {
    metrics().addBinding().toInstance(metric);
  }

  /** Adds a preprocessing step. */
  protected final void step(String key, StepFactory<?> factory) {
    add(new TypeLiteral<StepFactory<?>>() {}, key, factory);
  }

  /**
   * Adds a format of results.
   *
   * @param key what the configuration calls it, as in {@code results=[txt,KEY]}
   */
  protected final void resultWriter(String key, ResultWriter writer) {
    add(new TypeLiteral<ResultWriter>() {}, key, writer);
  }

  /**
   * Adds a logger.
   *
   * @param key what the configuration calls it, as in {@code logger=[tensorboard,KEY]}
   */
  protected final void logger(String key, LoggerFactory factory) {
    add(new TypeLiteral<LoggerFactory>() {}, key, factory);
  }

  /** Adds a fault of images for tests of trained runs; its key is its own. */
  protected final void corruption(Corruption corruption) {
    add(new TypeLiteral<Corruption>() {}, corruption.key(), corruption);
  }

  /**
   * Adds a component of a kind that another module declares.
   *
   * @param kind the factories of the kind, as {@link #kind} declares them
   */
  protected final <F> void component(TypeLiteral<F> kind, String key, F factory) {
    add(kind, key, factory);
  }

  /**
   * Declares a kind of component that core does not know, which plug-ins can then add to. A class
   * with the injected constructor parameter {@code Map<String, F>} receives them, and is what
   * {@link org.eobench.core.registry.Components#extension} finds.
   *
   * @param kind type of the factories
   */
  protected final <F> void kind(TypeLiteral<F> kind) {
    map(kind);
  }

  /** Adds a loss whose factory asks the injector for other factories. */
  final void criterion(String key, Class<? extends CriterionFactory<?>> factory) {
    map(new TypeLiteral<CriterionFactory<?>>() {}).addBinding(key).to(factory);
  }

  private <F> void add(TypeLiteral<F> type, String key, F factory) {
    map(type).addBinding(key).toInstance(factory);
  }

  /** The metrics; declaring them binds an empty set where no plug-in adds any. */
  final Multibinder<Metric<?>> metrics() {
    return Multibinder.newSetBinder(
        binder().skipSources(PluginModule.class), new TypeLiteral<Metric<?>>() {});
  }

  /** The factories of one kind; declaring them binds an empty map where no plug-in adds any. */
  final <F> MapBinder<String, F> map(TypeLiteral<F> type) {
    // The binding's place is the line of the plug-in, which a conflict of two plug-ins names.
    return MapBinder.newMapBinder(
        binder().skipSources(PluginModule.class), TypeLiteral.get(String.class), type);
  }
}
