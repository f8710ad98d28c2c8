package org.eobench.core.spi;

import java.util.Set;
import java.util.function.BiFunction;
import org.eobench.core.criterion.Criterion;
import org.eobench.core.criterion.CriterionContext;
import org.eobench.core.dataset.TaskKind;

/** Makes losses of one kind. */
public interface CriterionFactory<C extends Record>
    extends ComponentFactory<C, CriterionContext, Criterion>, ForTasks<C> {

  /** A factory that calls a constructor. */
  static <C extends Record> CriterionFactory<C> of(
      Class<C> configType, Set<TaskKind> tasks, BiFunction<C, CriterionContext, Criterion> maker) {
    record Made<C extends Record>(
        Class<C> configType, Set<TaskKind> tasks, BiFunction<C, CriterionContext, Criterion> maker)
        implements CriterionFactory<C> {
      @Override
      public Criterion create(C config, CriterionContext context) {
        return maker.apply(config, context);
      }
    }
    return new Made<>(configType, tasks, maker);
  }
}
