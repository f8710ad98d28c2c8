package org.eobench.core.registry;

import com.google.inject.Injector;
import jakarta.inject.Inject;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.eobench.core.dataset.TaskKind;
import org.eobench.core.dataset.TaskKinds;
import org.eobench.core.logger.LoggerFactory;
import org.eobench.core.metrics.Metric;
import org.eobench.core.preprocess.corrupt.Corruption;
import org.eobench.core.results.ResultWriter;
import org.eobench.core.spi.CriterionFactory;
import org.eobench.core.spi.DatasetFactory;
import org.eobench.core.spi.DecoderFactory;
import org.eobench.core.spi.EncoderFactory;
import org.eobench.core.spi.OptimizerFactory;
import org.eobench.core.spi.ScheduleFactory;
import org.eobench.core.spi.StepFactory;
import org.eobench.core.task.Task;

/** Everything a run can be put together from: the registries that core and plug-ins filled. */
public final class Components {
  private final Registry<EncoderFactory<?>> encoders;
  private final Registry<DecoderFactory<?>> decoders;
  private final Registry<DatasetFactory<?>> datasets;
  private final Registry<CriterionFactory<?>> criteria;
  private final Registry<OptimizerFactory<?>> optimizers;
  private final Registry<ScheduleFactory<?>> schedules;
  private final Registry<StepFactory<?>> steps;
  private final Registry<Task<?, ?>> tasks;
  private final TaskKinds kinds;
  private final Set<Metric<?>> metrics;
  private final Registry<ResultWriter> formats;
  private final Registry<LoggerFactory> loggers;
  private final Registry<Corruption> corruptions;
  private final StepChains chains;
  private final Injector injector;

  @Inject
  Components(
      Map<String, EncoderFactory<?>> encoders,
      Map<String, DecoderFactory<?>> decoders,
      Map<String, DatasetFactory<?>> datasets,
      Map<String, CriterionFactory<?>> criteria,
      Map<String, OptimizerFactory<?>> optimizers,
      Map<String, ScheduleFactory<?>> schedules,
      Map<String, StepFactory<?>> steps,
      Map<String, Task<?, ?>> tasks,
      Set<Metric<?>> metrics,
      Map<String, ResultWriter> formats,
      Map<String, LoggerFactory> loggers,
      Map<String, Corruption> corruptions,
      StepChains chains,
      Injector injector) {
    this.encoders = new Registry<>("encoder", encoders);
    this.decoders = new Registry<>("decoder", decoders);
    this.datasets = new Registry<>("dataset", datasets);
    this.criteria = new Registry<>("criterion", criteria);
    this.optimizers = new Registry<>("optimizer", optimizers);
    this.schedules = new Registry<>("schedule", schedules);
    this.steps = new Registry<>("step", steps);
    this.tasks = new Registry<>("task", tasks);
    this.kinds = new TaskKinds(tasks.values().stream().<TaskKind>map(Task::kind).toList());
    this.metrics = Collections.unmodifiableSet(new LinkedHashSet<>(metrics));
    this.formats = new Registry<>("format", formats);
    this.loggers = new Registry<>("logger", loggers);
    this.corruptions = new Registry<>("corruption", corruptions);
    this.chains = chains;
    this.injector = injector;
  }

  public Registry<EncoderFactory<?>> encoders() {
    return encoders;
  }

  public Registry<DecoderFactory<?>> decoders() {
    return decoders;
  }

  public Registry<DatasetFactory<?>> datasets() {
    return datasets;
  }

  public Registry<CriterionFactory<?>> criteria() {
    return criteria;
  }

  public Registry<OptimizerFactory<?>> optimizers() {
    return optimizers;
  }

  public Registry<ScheduleFactory<?>> schedules() {
    return schedules;
  }

  /** Preprocessing steps. */
  public Registry<StepFactory<?>> steps() {
    return steps;
  }

  /** Formats that results are written in. */
  public Registry<ResultWriter> formats() {
    return formats;
  }

  /** Loggers that show a run in other programs. */
  public Registry<LoggerFactory> loggers() {
    return loggers;
  }

  /** Faults of images for tests of trained runs. */
  public Registry<Corruption> corruptions() {
    return corruptions;
  }

  /** Reads lists of preprocessing steps. */
  public StepChains chains() {
    return chains;
  }

  /** Tasks, by the key of their kind. */
  public Registry<Task<?, ?>> tasks() {
    return tasks;
  }

  /** The kinds of the tasks. */
  public TaskKinds kinds() {
    return kinds;
  }

  /** Metrics that plug-ins add to those of the tasks. */
  public Set<Metric<?>> metrics() {
    return metrics;
  }

  /**
   * The components of kinds that other modules declare, such as the methods of pretraining.
   *
   * @param type a class with an injected constructor
   */
  public <T> T extension(Class<T> type) {
    return injector.getInstance(type);
  }
}
