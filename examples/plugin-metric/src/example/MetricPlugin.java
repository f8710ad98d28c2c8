package example;

import org.eobench.core.metrics.Metric;
import org.eobench.core.metrics.pixels.SegmentationMetrics;
import org.eobench.core.spi.PluginModule;

/** Adds a metric to segmentation and change detection. */
public final class MetricPlugin extends PluginModule {
  @Override
  protected void configure() {
    metric(Metric.higher("kappa", Metric.Unit.NONE, SegmentationMetrics.COUNTING, CohensKappa::of));
  }
}
