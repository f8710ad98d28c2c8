package org.eobench.core.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eobench.core.registry.Components;
import org.eobench.core.run.directory.EarlierRuns;
import org.eobench.core.run.plan.Fingerprint;
import org.eobench.core.run.plan.Plan;
import org.eobench.core.run.plan.RunConfig;
import org.eobench.core.run.plan.RunRequest;
import org.eobench.core.train.TrainerConfig;
import org.eobench.core.weights.WeightsPath;

/**
 * The outline of a run from its configuration only, without reading data or weights or using a
 * device.
 */
public final class DryRun {
  private final Components components;

  public DryRun(Components components) {
    this.components = components;
  }

  /**
   * The outline of a run for the user.
   *
   * @throws org.eobench.core.error.BenchException with all errors in the configuration
   */
  public String text(RunRequest request) {
    Plan plan = Plan.read(request, components);
    RunConfig config = plan.config();
    List<String> lines = new ArrayList<>();
    Map<String, String> choices = new TreeMap<>(request.choices());
    choices.keySet().removeIf(group -> group.startsWith("hydra"));
    choices.forEach((group, option) -> lines.add(group + "=" + option));
    String weights = plan.encoderConfig().keys().encoderWeights();
    if (weights == null) {
      lines.add("encoder weights: random");
    } else {
      boolean there = Files.isRegularFile(WeightsPath.of(weights));
      lines.add("encoder weights: " + weights + (there ? "" : " (the file is not there)"));
    }
    if (config.train()) {
      lines.add(
          "training: finetune="
              + config.trainedPart()
              + ", "
              + length(config.task().trainer())
              + ", batches of "
              + config.batchSize()
              + ", seed "
              + config.seed());
    } else {
      lines.add("no training: the checkpoint of " + config.ckptDir() + " is tested");
    }
    lines.add("device: " + config.device());
    lines.add(directory(config, Fingerprint.of(request.config())));
    return "this is what would run:\n  "
        + String.join("\n  ", lines)
        + "\nnothing was run; without --dry-run it is."
        + " `check` with the same arguments also reads the data and the weights\n";
  }

  private static String length(TrainerConfig trainer) {
    return trainer.nSteps() == null ? trainer.nEpochs() + " epochs" : trainer.nSteps() + " steps";
  }

  private static String directory(RunConfig config, String fingerprint) {
    Optional<Path> earlier =
        config.train() && config.resume()
            ? EarlierRuns.newest(config.workDir(), fingerprint, line -> {})
            : Optional.empty();
    return "run directory: "
        + earlier
            .map(path -> path + ", which is resumed")
            .orElse("a new folder below " + config.workDir());
  }
}
