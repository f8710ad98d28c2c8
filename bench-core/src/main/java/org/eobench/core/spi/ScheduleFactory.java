package org.eobench.core.spi;

import java.util.function.BiFunction;
import org.eobench.core.schedule.LrSchedule;
import org.eobench.core.schedule.ScheduleContext;

/** Makes learning-rate schedules of one kind. */
public interface ScheduleFactory<C extends Record>
    extends ComponentFactory<C, ScheduleContext, LrSchedule> {

  /** A factory that calls a constructor. */
  static <C extends Record> ScheduleFactory<C> of(
      Class<C> configType, BiFunction<C, ScheduleContext, LrSchedule> maker) {
    record Made<C extends Record>(
        Class<C> configType, BiFunction<C, ScheduleContext, LrSchedule> maker)
        implements ScheduleFactory<C> {
      @Override
      public LrSchedule create(C config, ScheduleContext context) {
        return maker.apply(config, context);
      }
    }
    return new Made<>(configType, maker);
  }
}
