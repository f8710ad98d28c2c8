package org.eobench.core.run.plan;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eobench.core.config.bind.Binder;
import org.eobench.core.config.tree.ConfigNode;
import org.eobench.core.config.tree.MapNode;
import org.eobench.core.config.tree.Origin;
import org.eobench.core.config.tree.ScalarNode;
import org.eobench.core.criterion.Criterion;
import org.eobench.core.criterion.CriterionContext;
import org.eobench.core.dataset.DatasetContext;
import org.eobench.core.dataset.EoDataset;
import org.eobench.core.dataset.MaskedDataset;
import org.eobench.core.dataset.Split;
import org.eobench.core.dataset.TaskKind;
import org.eobench.core.dataset.grouping.GroupedDataset;
import org.eobench.core.dataset.grouping.GroupingConfig;
import org.eobench.core.dataset.subset.OversampleConfig;
import org.eobench.core.dataset.subset.SubsetConfig;
import org.eobench.core.dataset.subset.SubsetDataset;
import org.eobench.core.decoder.Decoder;
import org.eobench.core.decoder.DecoderContext;
import org.eobench.core.encoder.Encoder;
import org.eobench.core.encoder.EncoderConfig;
import org.eobench.core.encoder.EncoderContext;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Problems;
import org.eobench.core.error.Suggest;
import org.eobench.core.loader.Shard;
import org.eobench.core.logger.LoggerFactory;
import org.eobench.core.metrics.ChosenMetrics;
import org.eobench.core.optim.Optimizer;
import org.eobench.core.optim.OptimizerContext;
import org.eobench.core.preprocess.PreprocessStep;
import org.eobench.core.preprocess.StepContext;
import org.eobench.core.registry.Components;
import org.eobench.core.registry.Registry;
import org.eobench.core.results.ResultWriter;
import org.eobench.core.run.device.ComputeDevice;
import org.eobench.core.schedule.LrSchedule;
import org.eobench.core.schedule.ScheduleContext;
import org.eobench.core.spi.ComponentFactory;
import org.eobench.core.spi.ForTasks;
import org.eobench.core.task.ConfiguredTask;
import org.eobench.core.task.EvaluatorConfig;
import org.eobench.core.task.Task;
import org.jspecify.annotations.Nullable;

/**
 * A run that is understood but not begun: every key of the configuration has its type, every
 * component is found and its own config is read. No file was touched and no library loaded.
 *
 * @param subset the training samples that are used
 * @param grouping how classes are merged
 * @param oversample the training samples that have further copies
 * @param steps the preprocessing chain of each split
 * @param task what is predicted, and how it is scored
 * @param metrics what a model is judged by
 * @param results what the result is written with
 * @param loggers what shows the run while it works
 * @param protocol name of the rules the numbers are made under
 * @param components the registries that the components come from
 */
public record Plan(
    RunConfig config,
    ConfiguredComponent<DatasetContext, EoDataset> dataset,
    SubsetConfig subset,
    GroupingConfig grouping,
    OversampleConfig oversample,
    Map<Split, List<Function<StepContext, PreprocessStep>>> steps,
    ConfiguredComponent<EncoderContext, Encoder> encoder,
    ConfiguredComponent<DecoderContext, Decoder> decoder,
    ConfiguredComponent<CriterionContext, Criterion> criterion,
    ConfiguredComponent<OptimizerContext, Optimizer> optimizer,
    ConfiguredComponent<ScheduleContext, LrSchedule> schedule,
    ConfiguredTask<?, ?> task,
    ChosenMetrics metrics,
    List<ResultWriter> results,
    List<LoggerFactory> loggers,
    String protocol,
    Components components) {
  private static final int ANY = Integer.MAX_VALUE;

  /**
   * Opens the data set, or the subset of it that the configuration asks for; its pixels without
   * data do not count, or as its config says.
   *
   * @throws BenchException when its files are missing
   */
  public MaskedDataset open() {
    EoDataset whole = dataset.create(new DatasetContext(config.cacheDir(), components.kinds()));
    EoDataset grouped = GroupedDataset.of(whole, grouping);
    return new MaskedDataset(SubsetDataset.of(grouped, subset, config.seed()));
  }

  /**
   * Loads libtorch and takes the device that the configuration asks for.
   *
   * @throws BenchException when there is no such device, or it lacks the number format
   */
  public ComputeDevice openDevice() {
    return openDevice(0);
  }

  /**
   * The device of one of the processes that train together, if the plan has several: the GPUs from
   * the configured one on, or a part of the CPU's threads.
   *
   * @param process from 0
   */
  public ComputeDevice openDevice(int process) {
    int devices = config.train() ? config.task().trainer().devices() : 1;
    return ComputeDevice.openShare(
        config.device(),
        config.task().trainer().precision(),
        config.deterministicThreads(),
        new Shard(process, devices));
  }

  /** The keys that every encoder has. */
  public EncoderConfig encoderConfig() {
    return (EncoderConfig) encoder.config();
  }

  /**
   * Reads a resolved configuration.
   *
   * @throws BenchException with every unknown key, wrong type, value out of range and unknown
   *     component at once
   */
  public static Plan read(RunRequest request, Components components) {
    return read(request, request.config(), components, true);
  }

  /**
   * As {@link #read(RunRequest, Components)}, for work that uses the encoder only: whatever decoder
   * is chosen, or none, the plan has one that cannot decode, and nothing is trained.
   */
  public static Plan ofEncoder(RunRequest request, Components components) {
    if (!(request.config() instanceof MapNode map)) {
      return read(request, components);
    }
    MapNode root = map.copy();
    root.put("decoder", new MapNode(map.origin()));
    root.put("finetune", new ScalarNode(false, map.origin()));
    root.put("lora", new MapNode(map.origin()));
    return read(request, root, components, false);
  }

  private static Plan read(
      RunRequest request, ConfigNode root, Components components, boolean decodes) {
    Problems problems = new Problems();
    RunConfig config = Binder.bind(root, RunConfig.class, problems);
    var dataset = DatasetKeys.component(root, components.datasets(), problems);
    SubsetConfig subset = DatasetKeys.subset(root, problems);
    GroupingConfig grouping = DatasetKeys.grouping(root, problems);
    OversampleConfig oversample = DatasetKeys.oversample(root, problems);
    var steps = new EnumMap<Split, List<Function<StepContext, PreprocessStep>>>(Split.class);
    for (Split split : Split.values()) {
      String path = "preprocessing." + split.key();
      ConfigNode list = root.select(path);
      if (list == null) {
        problems.add(
            Problem.of("MissingKey", path + " is not set")
                .expecting("a list of steps such as [{_target_: BandFilter}]; it may be empty"));
      } else {
        steps.put(split, components.chains().read(list, path, problems));
      }
    }
    refuseUnknownSplits(root.select("preprocessing"), problems);
    var encoder =
        component(
            root, "encoder", components.encoders(), ConfiguredComponent.LARGEST_SIZE, problems);
    if (encoder != null && ((EncoderConfig) encoder.config()).readsMaps()) {
      StepsForMaps.require(root, problems);
    }
    var decoder =
        decodes
            ? component(
                root, "decoder", components.decoders(), ConfiguredComponent.LARGEST_SIZE, problems)
            : NoDecoder.component();
    var criterion = component(root, "criterion", components.criteria(), ANY, problems);
    var optimizer = component(root, "optimizer", components.optimizers(), ANY, problems);
    var schedule = component(root, "lr_scheduler", components.schedules(), ANY, problems);
    if (config != null && config.task().trainer().nSteps() != null) {
      refuseEpochs(root, problems);
    }
    Task<?, ?> kind = task(root, components, problems);
    ConfiguredTask<?, ?> task = null;
    if (kind != null) {
      task = configured(kind, root, problems);
      if (decodes) {
        requireTask(request, kind.kind(), decoder, components.decoders(), problems);
      }
      requireTask(request, kind.kind(), criterion, components.criteria(), problems);
    }
    ChosenMetrics metrics = null;
    List<ResultWriter> results = new ArrayList<>();
    List<LoggerFactory> loggers = new ArrayList<>();
    if (config != null) {
      loggers.addAll(LoggerSelection.read(config, components.loggers(), problems));
      results.addAll(formats(config.results(), root, components.formats(), problems));
      if (task != null) {
        String best = config.task().trainer().bestMetricKey();
        metrics = new MetricSelection(root, task, components, problems).read(best);
      }
    }
    problems.throwIfAny(ExitCode.CONFIG);
    return new Plan(
        Objects.requireNonNull(config),
        Objects.requireNonNull(dataset),
        Objects.requireNonNull(subset),
        Objects.requireNonNull(grouping),
        Objects.requireNonNull(oversample),
        steps,
        Objects.requireNonNull(encoder),
        Objects.requireNonNull(decoder),
        Objects.requireNonNull(criterion),
        Objects.requireNonNull(optimizer),
        Objects.requireNonNull(schedule),
        Objects.requireNonNull(task),
        Objects.requireNonNull(metrics),
        results,
        loggers,
        Objects.requireNonNullElse(root.selectText("protocol.name"), "unnamed"),
        components);
  }

  /** The task that {@code task.kind} names; null where it names none. */
  private static @Nullable Task<?, ?> task(
      ConfigNode root, Components components, Problems problems) {
    ConfigNode node = root.select("task.kind");
    String name = node == null ? TaskConfig.DEFAULT_KIND : root.selectText("task.kind");
    if (name == null) {
      return null; // Binding the configuration says so.
    }
    String place = node == null ? "task" : node.origin().place();
    try {
      TaskKind kind = components.kinds().get(name, "task.kind", place);
      return components.tasks().get(kind.key(), place);
    } catch (BenchException unknown) {
      problems.addAll(unknown);
      return null;
    }
  }

  private static <C extends Record & EvaluatorConfig, S> @Nullable ConfiguredTask<C, S> configured(
      Task<C, S> task, ConfigNode root, Problems problems) {
    String path = "task.evaluator";
    ConfigNode evaluator = root.select(path);
    return evaluator == null ? null : ConfiguredTask.read(task, evaluator, path, problems);
  }

  private static List<ResultWriter> formats(
      List<String> names, ConfigNode root, Registry<ResultWriter> known, Problems problems) {
    ConfigNode list = root.select("results");
    String place = list == null ? "results" : list.origin().place();
    List<ResultWriter> writers = new ArrayList<>();
    for (String name : names) {
      try {
        writers.add(known.get(name, place));
      } catch (BenchException unknown) {
        problems.addAll(unknown);
      }
    }
    return writers;
  }

  private static void refuseUnknownSplits(@Nullable ConfigNode chains, Problems problems) {
    if (!(chains instanceof MapNode map)) {
      return;
    }
    List<String> known = Stream.of(Split.values()).map(Split::key).toList();
    for (MapNode.Entry entry : map.entries()) {
      if (!known.contains(entry.name())) {
        problems.add(
            Problem.of("UnknownKey", "preprocessing." + entry.name() + " is not a split")
                .at(entry.value().origin().place())
                .expecting(Suggest.sentence(entry.name(), known)));
      }
    }
  }

  /** Refuses a number of epochs, and what counts in epochs, where steps are counted. */
  private static void refuseEpochs(ConfigNode root, Problems problems) {
    for (String key : List.of("task.trainer.n_epochs", "task.trainer.eval_interval")) {
      ConfigNode given = root.select(key);
      if (given != null && given.origin().kind() == Origin.Kind.ARGUMENT) {
        problems.add(
            Problem.of("StepsAndEpochs", key + " is of no use with task.trainer.n_steps")
                .at(given.origin().place())
                .expecting("a training that is counted in steps, or in epochs")
                .next("leave out " + key + ", or give `task.trainer.n_steps=null`"));
      }
    }
  }

  /** Reports a component that is not made for the task, and those that are. */
  private static void requireTask(
      RunRequest request,
      TaskKind task,
      @Nullable ConfiguredComponent<?, ?> chosen,
      Registry<? extends ForTasks<?>> registry,
      Problems problems) {
    if (chosen == null) {
      return;
    }
    Set<TaskKind> fit = tasks(registry.get(chosen.target(), chosen.place()), chosen.config());
    if (!fit.contains(task)) {
      String group = registry.kind();
      String option = request.choices().getOrDefault(group, chosen.target());
      Set<String> fitting = new TreeSet<>(registry.names());
      fitting.removeIf(name -> !registry.get(name, name).tasks().contains(task));
      List<String> others = request.options().of(group, fitting);
      problems.add(
          Problem.of(
                  "WrongTask",
                  String.format(
                      Locale.ROOT,
                      "the %s %s is for %s, the task is %s",
                      group,
                      option,
                      keys(fit),
                      task.key()))
              .at(chosen.place())
              .expecting(
                  Suggest.sentence(
                      option,
                      others.isEmpty() ? fitting : others,
                      "`java -jar bench.jar list " + group + "`"))
              .next(
                  String.format(
                      Locale.ROOT,
                      "give `%s=NAME` of one that is for %s; if the data set is for another task,"
                          + " give `task=NAME`",
                      group,
                      task.key())));
    }
  }

  /** The tasks that a component of this config is for. */
  public static <C extends Record> Set<TaskKind> tasks(ForTasks<C> factory, Record config) {
    return factory.tasks(Objects.requireNonNull(factory.configType().cast(config)));
  }

  private static String keys(Set<TaskKind> tasks) {
    return tasks.isEmpty()
        ? "no task"
        : tasks.stream().sorted().map(TaskKind::key).collect(Collectors.joining(", "));
  }

  private static <X, T> @Nullable ConfiguredComponent<X, T> component(
      ConfigNode root,
      String key,
      Registry<? extends ComponentFactory<?, X, T>> registry,
      int largest,
      Problems problems) {
    ConfigNode node = root.select(key);
    return node == null ? null : ConfiguredComponent.read(node, key, largest, registry, problems);
  }
}
