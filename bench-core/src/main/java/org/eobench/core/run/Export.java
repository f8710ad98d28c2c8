package org.eobench.core.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eobench.core.dataset.BandStats;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.encoder.EncoderSpec;
import org.eobench.core.error.BenchException;
import org.eobench.core.io.tensors.TensorFile;
import org.eobench.core.model.Lora;
import org.eobench.core.nn.torch.Precision;
import org.eobench.core.progress.ProgressListener;
import org.eobench.core.registry.Components;
import org.eobench.core.run.device.ComputeDevice;
import org.eobench.core.run.directory.RunDirectory;
import org.eobench.core.run.plan.Plan;
import org.eobench.core.run.plan.RunRequest;
import org.eobench.core.torchscript.TorchScriptExporter;
import org.eobench.core.torchscript.TracingOps;
import org.eobench.core.train.Checkpoints;

/** Exports the model of a finished run as a TorchScript file. */
public final class Export {
  /** The name of the description inside the file. */
  private static final String DESCRIPTION = "eobench.json";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Components components;
  private final ProgressListener progress;

  public Export(Components components, ProgressListener progress) {
    this.components = components;
    this.progress = progress;
  }

  /**
   * Writes the file.
   *
   * @param request the configuration of the run, with its directory as {@code ckpt_dir}
   * @return instructions for using the file
   * @throws BenchException if the run has no such checkpoint, or its model cannot be exported
   */
  public String run(RunRequest request, Path target) {
    Plan plan = Plan.read(request, components);
    new StartMessages(progress).choices(request.choices(), plan);
    try (ComputeDevice device = plan.openDevice()) {
      Precision precision = plan.config().task().trainer().precision().on(device.device());
      TracingOps ops = new TracingOps(device.manager(), precision);
      RunSetup setup = new RunSetup(plan, request, ops, plan::open);
      Path run = Objects.requireNonNull(plan.config().ckptDir());
      Checkpoints checkpoints = setup.checkpoints(run, RunDirectory.read(run), progress);
      Path weights = plan.config().useFinalCkpt() ? checkpoints.last() : checkpoints.best();
      TensorFile.open(weights).close();
      checkpoints.load(weights);
      Lora.merge(setup.model().encoder());
      DatasetSpec dataset = setup.dataset().spec();
      EncoderSpec encoder = setup.model().encoder().spec();
      TorchScriptExporter.Exported exported =
          new TorchScriptExporter(setup.model(), ops, dataset.frames())
              .write(target, Map.of(DESCRIPTION, description(run, weights, dataset, encoder)));
      return new ExportUsage(target, exported, plan.task().task(), dataset, encoder).text();
    }
  }

  private static String description(
      Path run, Path weights, DatasetSpec dataset, EncoderSpec encoder) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("run", String.valueOf(run.getFileName()));
    facts.put("checkpoint", String.valueOf(weights.getFileName()));
    facts.put("dataset", dataset.name());
    facts.put("dataset_version", dataset.version());
    facts.put("task", dataset.task().key());
    facts.put("classes", dataset.classes());
    if (!dataset.task().classes()) {
      facts.put("target_unit", dataset.quantity().unit());
      facts.put("target_offset", dataset.quantity().offset());
      facts.put("target_scale", dataset.quantity().scale());
    }
    facts.put("ignore_index", dataset.ignoreIndex());
    facts.put("input_size", encoder.inputSize());
    facts.put("input_bands", encoder.inputBands());
    facts.put("encoder", keys(dataset, encoder));
    Map<String, Object> statistics = new LinkedHashMap<>();
    dataset
        .bands()
        .forEach((modality, bands) -> statistics.put(modality, statistics(dataset, modality)));
    facts.put("statistics", statistics);
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(facts) + "\n";
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** The keys with which {@code encoder=torchscript} runs the exported encoder. */
  private static Map<String, Object> keys(DatasetSpec dataset, EncoderSpec encoder) {
    boolean dates = dataset.frames() > 1;
    Map<String, Object> keys = new LinkedHashMap<>();
    keys.put("module", "encoder");
    keys.put("input_bands", encoder.inputBands());
    keys.put("input_size", encoder.inputSize());
    keys.put("num_frames", dataset.frames());
    keys.put("input_layout", dates ? "bcthw" : "bchw");
    keys.put("levels", encoder.levels());
    keys.put("output_layout", dates && encoder.temporalOutput() ? "bcthw" : "bchw");
    keys.put("pyramid_output", encoder.pyramid());
    return keys;
  }

  private static Map<String, Object> statistics(DatasetSpec dataset, String modality) {
    BandStats stats = dataset.stats(modality);
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put(
        "bands",
        dataset.bands().getOrDefault(modality, List.of()).stream()
            .map(band -> band.name())
            .toList());
    facts.put("mean", stats.mean());
    facts.put("std", stats.std());
    facts.put("min", stats.min());
    facts.put("max", stats.max());
    return facts;
  }
}
