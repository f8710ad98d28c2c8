package org.eobench.testing.golden;

import com.fasterxml.jackson.databind.JsonNode;
import org.eobench.core.optim.LrSchedule;
import org.eobench.core.optim.ScheduleContext;

/** Cases of learning-rate schedules: the rate of every step. */
final class ScheduleCheck implements GoldenCheck {
  private static final String PREFIX = "lr_schedule/";

  @Override
  public boolean covers(GoldenCase golden, Components components) {
    return golden.component().startsWith(PREFIX) && components.schedules().containsKey(key(golden));
  }

  private static String key(GoldenCase golden) {
    return golden.component().substring(PREFIX.length());
  }

  @Override
  public void run(GoldenCase golden, Workbench bench, Answers answers) {
    JsonNode config = golden.config();
    LrSchedule schedule = schedule(key(golden), config, config.path("lr").asDouble(), bench);
    int steps = config.path("steps").asInt(config.path("total_iters").asInt());
    answers.put("lr", rates(schedule, steps));
  }

  static LrSchedule schedule(String key, JsonNode config, double rate, Workbench bench) {
    return Build.component(
        Workbench.known(bench.components().schedules(), key),
        Build.copy(config, Build.config(), "lr_milestones", "gamma"),
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
