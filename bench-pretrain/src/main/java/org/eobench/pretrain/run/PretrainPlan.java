package org.eobench.pretrain.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.eobench.core.config.bind.Binder;
import org.eobench.core.config.override.ConfigOverride;
import org.eobench.core.config.override.OverrideParser;
import org.eobench.core.config.tree.ConfigNode;
import org.eobench.core.config.tree.MapNode;
import org.eobench.core.dataset.DatasetContext;
import org.eobench.core.dataset.EoDataset;
import org.eobench.core.encoder.Encoder;
import org.eobench.core.encoder.EncoderConfig;
import org.eobench.core.encoder.EncoderContext;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Problems;
import org.eobench.core.logger.LoggerFactory;
import org.eobench.core.preprocess.PreprocessStep;
import org.eobench.core.preprocess.StepContext;
import org.eobench.core.registry.Components;
import org.eobench.core.run.plan.ConfiguredComponent;
import org.eobench.core.run.plan.DatasetKeys;
import org.eobench.core.run.plan.LoggerSelection;
import org.eobench.core.run.plan.RunRequest;
import org.eobench.pretrain.method.Method;
import org.eobench.pretrain.method.MethodConfig;
import org.eobench.pretrain.method.MethodContext;
import org.eobench.pretrain.method.Methods;
import org.eobench.pretrain.probe.PlannedProbe;
import org.eobench.pretrain.probe.ProbeConfig;

/**
 * A pretraining that is understood but not begun: every key of the configuration has its type, and
 * every component is found. No file was touched and no library loaded.
 *
 * @param root the configuration without what pretraining does not use
 * @param steps preprocessing before an image is cropped
 * @param protocol name of the rules that components follow
 */
record PretrainPlan(
    PretrainConfig config,
    MapNode root,
    ConfiguredComponent<DatasetContext, EoDataset> dataset,
    List<Function<StepContext, PreprocessStep>> steps,
    ConfiguredComponent<EncoderContext, Encoder> encoder,
    ConfiguredComponent<MethodContext, Method> method,
    List<LoggerFactory> loggers,
    List<PlannedProbe> probes,
    String protocol,
    Components components) {
  /** What a data set brings with it, and pretraining does not use. */
  private static final Set<String> OF_RUNS = Set.of("task", "preprocessing", "criterion");

  /** The keys that every encoder has. */
  EncoderConfig encoderConfig() {
    return (EncoderConfig) encoder.config();
  }

  /** The config of the method. */
  MethodConfig methodConfig() {
    return (MethodConfig) method.config();
  }

  /**
   * Reads a resolved configuration.
   *
   * @param composer composes the runs of probes from their arguments
   * @throws BenchException with every unknown key, wrong type, value out of range and unknown
   *     component at once, those of the probes included
   */
  static PretrainPlan read(
      RunRequest request, Components components, Function<List<String>, RunRequest> composer) {
    Problems problems = new Problems();
    MapNode root = ((MapNode) request.config()).copy();
    OF_RUNS.forEach(root::remove);
    refuseKeysOfRuns(request.overrides(), problems);
    PretrainConfig config = Binder.bind(root, PretrainConfig.class, problems);
    var dataset = DatasetKeys.component(root, components.datasets(), problems);
    ConfigNode encoderNode = Objects.requireNonNull(root.select("encoder"));
    var encoder =
        ConfiguredComponent.read(
            encoderNode,
            "encoder",
            ConfiguredComponent.LARGEST_SIZE,
            components.encoders(),
            problems);
    var method =
        ConfiguredComponent.read(
            Objects.requireNonNull(root.select("method")),
            "method",
            Integer.MAX_VALUE,
            Methods.of(components),
            problems);
    List<Function<StepContext, PreprocessStep>> steps = new ArrayList<>();
    List<LoggerFactory> loggers = new ArrayList<>();
    List<PlannedProbe> probes = new ArrayList<>();
    if (config != null) {
      steps.addAll(components.chains().read(config.imageSteps(), "image_steps", problems));
      loggers.addAll(
          LoggerSelection.read(config.logger(), config.useWandb(), components.loggers(), problems));
    }
    String option = request.choices().getOrDefault("encoder", "");
    probeConfigs(root, problems)
        .forEach(
            (name, probe) -> {
              PlannedProbe planned =
                  PlannedProbe.read(name, probe, root, option, composer, components, problems);
              if (planned != null) {
                probes.add(planned);
              }
            });
    problems.throwIfAny(ExitCode.CONFIG);
    return new PretrainPlan(
        Objects.requireNonNull(config),
        root,
        Objects.requireNonNull(dataset),
        steps,
        Objects.requireNonNull(encoder),
        Objects.requireNonNull(method),
        loggers,
        probes,
        Objects.requireNonNullElse(root.selectText("protocol.name"), "unnamed"),
        components);
  }

  private static Map<String, ProbeConfig> probeConfigs(MapNode root, Problems problems) {
    Map<String, ProbeConfig> probes = new LinkedHashMap<>();
    if (root.get("probe") instanceof MapNode map) {
      for (MapNode.Entry entry : map.entries()) {
        String path = "probe." + entry.name();
        ProbeConfig probe = Binder.bind(entry.value(), path, ProbeConfig.class, problems);
        if (probe != null) {
          probes.put(entry.name(), probe);
        }
      }
    }
    return probes;
  }

  /** Refuses arguments that are for the groups which a data set brings with it. */
  private static void refuseKeysOfRuns(List<String> overrides, Problems problems) {
    for (ConfigOverride override : OverrideParser.parseAll(overrides)) {
      String group = override.key().split("[.@]", 2)[0];
      if (OF_RUNS.contains(group)) {
        problems.add(
            Problem.of(
                    "KeyOfRun",
                    String.format(
                        Locale.ROOT, "%s has no effect on a pretraining", override.line()))
                .at(override.line())
                .expecting(
                    group.equals("preprocessing")
                        ? "image_steps, the steps before an image is cropped, and crops"
                        : "keys of pretrain.yaml; `java -jar bench.jar pretrain --cfg job` with the"
                            + " same arguments prints them")
                .next("leave out " + override.line()));
      }
    }
  }
}
