package org.eobench.core.spi;

import com.google.inject.Inject;
import com.google.inject.Provider;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.eobench.core.config.bind.Binder;
import org.eobench.core.config.bind.Default;
import org.eobench.core.config.tree.ConfigNode;
import org.eobench.core.criterion.Criterion;
import org.eobench.core.criterion.CriterionContext;
import org.eobench.core.criterion.SumOfLosses;
import org.eobench.core.dataset.TaskKind;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Problems;
import org.eobench.core.error.Suggest;
import org.eobench.core.task.Task;

/** Makes weighted sums of losses; each term names its loss as {@code criterion} itself does. */
final class SumOfLossesFactory implements CriterionFactory<SumOfLossesFactory.Config> {
  private final Provider<Map<String, CriterionFactory<?>>> factories;
  private final Map<String, Task<?, ?>> tasks;

  @Inject
  SumOfLossesFactory(
      Provider<Map<String, CriterionFactory<?>>> factories, Map<String, Task<?, ?>> tasks) {
    this.factories = factories;
    this.tasks = tasks;
  }

  /**
   * Keys of {@code _target_: sum}.
   *
   * @param losses the terms
   */
  record Config(List<Term> losses) {
    Config {
      losses = List.copyOf(losses);
      if (losses.isEmpty()) {
        throw new IllegalArgumentException("losses must name at least one loss");
      }
    }
  }

  /**
   * One term.
   *
   * @param weight its factor
   * @param criterion a mapping with {@code _target_} and the keys of that loss
   */
  record Term(@Default("1") double weight, ConfigNode criterion) {
    Term {
      if (!(weight > 0) || !Double.isFinite(weight)) {
        throw new IllegalArgumentException(
            String.format(Locale.ROOT, "weight=%s must be positive", weight));
      }
    }
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  /** Any task, as there may be a sum of losses that are for it. */
  @Override
  public Set<TaskKind> tasks() {
    return tasks.values().stream().map(Task::kind).collect(Collectors.toSet());
  }

  @Override
  public Set<TaskKind> tasks(Config config) {
    Set<TaskKind> common = tasks();
    for (Term term : config.losses()) {
      common.retainAll(factory(term.criterion()).tasks());
    }
    requireKnownKeys(config);
    return common;
  }

  @Override
  public Criterion create(Config config, CriterionContext context) {
    List<SumOfLosses.Term> terms = new ArrayList<>();
    for (Term term : config.losses()) {
      Criterion criterion = make(factory(term.criterion()), term.criterion(), context);
      terms.add(new SumOfLosses.Term(term.weight(), criterion));
    }
    return new SumOfLosses(terms, context);
  }

  private CriterionFactory<?> factory(ConfigNode term) {
    Map<String, CriterionFactory<?>> known = factories.get();
    String name = term.selectText("_target_");
    CriterionFactory<?> factory = name == null ? null : known.get(name);
    if (factory == null) {
      throw new BenchException(
          ExitCode.CONFIG,
          Problem.of("UnknownCriterion", "a term of the sum names no loss: _target_ is " + name)
              .at(term.origin().place())
              .expecting(Suggest.sentence(String.valueOf(name), known.keySet())));
    }
    return factory;
  }

  /**
   * The keys of a term are read here as well, so that a misspelt one ends no run that has begun.
   */
  private void requireKnownKeys(Config config) {
    Problems problems = new Problems();
    for (int i = 0; i < config.losses().size(); i++) {
      ConfigNode term = config.losses().get(i).criterion();
      String path = String.format(Locale.ROOT, "criterion.losses.%d.criterion", i);
      Binder.bind(term, path, factory(term).configType(), problems);
    }
    problems.throwIfAny(ExitCode.CONFIG);
  }

  private static <C extends Record> Criterion make(
      ComponentFactory<C, CriterionContext, Criterion> factory,
      ConfigNode term,
      CriterionContext context) {
    return factory.create(Binder.bindOrThrow(term, factory.configType()), context);
  }
}
