package org.eobench.core.spi;

import org.eobench.core.optim.Cosine;
import org.eobench.core.optim.CosineConfig;
import org.eobench.core.optim.CosineWarmRestarts;
import org.eobench.core.optim.CosineWarmRestartsConfig;
import org.eobench.core.optim.DeepspeedWarmupCosine;
import org.eobench.core.optim.DeepspeedWarmupCosineConfig;
import org.eobench.core.optim.LinearPolynomial;
import org.eobench.core.optim.LinearPolynomialConfig;
import org.eobench.core.optim.MmcvPoly;
import org.eobench.core.optim.MmcvPolyConfig;
import org.eobench.core.optim.MultiStepLr;
import org.eobench.core.optim.MultiStepLrConfig;
import org.eobench.core.optim.OneCycle;
import org.eobench.core.optim.OneCycleConfig;

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
  }
}
