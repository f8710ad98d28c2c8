package org.eobench.core.spi;

import org.eobench.core.schedule.Cosine;
import org.eobench.core.schedule.CosineConfig;
import org.eobench.core.schedule.CosineWarmRestarts;
import org.eobench.core.schedule.CosineWarmRestartsConfig;
import org.eobench.core.schedule.DeepspeedWarmupCosine;
import org.eobench.core.schedule.DeepspeedWarmupCosineConfig;
import org.eobench.core.schedule.LinearPolynomial;
import org.eobench.core.schedule.LinearPolynomialConfig;
import org.eobench.core.schedule.MmcvPoly;
import org.eobench.core.schedule.MmcvPolyConfig;
import org.eobench.core.schedule.MultiStepLr;
import org.eobench.core.schedule.MultiStepLrConfig;
import org.eobench.core.schedule.OneCycle;
import org.eobench.core.schedule.OneCycleConfig;
import org.eobench.core.schedule.ReduceOnPlateau;
import org.eobench.core.schedule.ReduceOnPlateauConfig;

/** The learning-rate schedules that core brings itself, by registry key. */
final class Schedules extends PluginModule {
  @Override
  protected void configure() {
    schedule("cosine", ScheduleFactory.of(CosineConfig.class, Cosine::new));
    schedule(
        "cosine_warm_restarts",
        ScheduleFactory.of(CosineWarmRestartsConfig.class, CosineWarmRestarts::new));
    schedule(
        "deepspeed_warmup_cosine",
        ScheduleFactory.of(DeepspeedWarmupCosineConfig.class, DeepspeedWarmupCosine::new));
    schedule(
        "linear_polynomial",
        ScheduleFactory.of(LinearPolynomialConfig.class, LinearPolynomial::new));
    schedule("mmcv_poly", ScheduleFactory.of(MmcvPolyConfig.class, MmcvPoly::new));
    schedule("multi_step_lr", ScheduleFactory.of(MultiStepLrConfig.class, MultiStepLr::new));
    schedule("one_cycle", ScheduleFactory.of(OneCycleConfig.class, OneCycle::new));
    schedule(
        "reduce_on_plateau", ScheduleFactory.of(ReduceOnPlateauConfig.class, ReduceOnPlateau::new));
  }
}
