package org.eobench.testing.golden.checks;

import com.fasterxml.jackson.databind.JsonNode;
import org.eobench.core.schedule.LrSchedule;
import org.eobench.core.schedule.ScheduleContext;
import org.eobench.testing.golden.cases.CheckContext;
import org.eobench.testing.golden.cases.ComponentBuilder;
import org.eobench.testing.golden.cases.ComponentFactories;
import org.eobench.testing.golden.cases.ComputedArrays;
import org.eobench.testing.golden.cases.GoldenCase;
import org.eobench.testing.golden.cases.GoldenCheck;

/** Cases of learning-rate schedules: the rate of every step. */
final class ScheduleCheck implements GoldenCheck {
  private static final String PREFIX = "lr_schedule/";

  @Override
  public boolean covers(GoldenCase golden, ComponentFactories components) {
    return golden.component().startsWith(PREFIX) && components.schedules().containsKey(key(golden));
  }

  private static String key(GoldenCase golden) {
    return golden.component().substring(PREFIX.length());
  }

  @Override
  public void run(GoldenCase golden, CheckContext context, ComputedArrays computed) {
    JsonNode config = golden.config();
    LrSchedule schedule = schedule(key(golden), config, config.path("lr").asDouble(), context);
    int steps = config.path("steps").asInt(config.path("total_iters").asInt());
    computed.put("lr", rates(schedule, steps));
  }

  static LrSchedule schedule(String key, JsonNode config, double rate, CheckContext context) {
    return ComponentBuilder.component(
        CheckContext.known(context.components().schedules(), key),
        ComponentBuilder.copy(config, ComponentBuilder.config(), "lr_milestones", "gamma"),
        new ScheduleContext(rate, config.path("total_iters").asInt()));
  }

  static double[] rates(LrSchedule schedule, int steps) {
    double[] rates = new double[steps];
    for (int step = 0; step < steps; step++) {
      rates[step] = schedule.at(step);
    }
    return rates;
  }
}
