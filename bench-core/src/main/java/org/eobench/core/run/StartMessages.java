package org.eobench.core.run;

import ai.djl.Device;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.Split;
import org.eobench.core.dataset.grouping.GroupedDataset;
import org.eobench.core.model.FineTuning;
import org.eobench.core.model.TrainedParts;
import org.eobench.core.nn.Parameter;
import org.eobench.core.progress.ProgressListener;
import org.eobench.core.run.device.DeviceMessages;
import org.eobench.core.run.directory.RunDirectory;
import org.eobench.core.run.plan.Plan;
import org.eobench.core.run.plan.RunConfig;

/** The messages before training: all automatic choices and warnings. */
final class StartMessages {
  /** The groups with a default, which users need not select. */
  private static final List<String> DEFAULTED =
      List.of("task", "preprocessing", "criterion", "optimizer", "lr_scheduler", "protocol");

  private final ProgressListener progress;

  StartMessages(ProgressListener progress) {
    this.progress = progress;
  }

  void choices(Map<String, String> choices, Plan plan) {
    String chosen =
        DEFAULTED.stream()
            .filter(choices::containsKey)
            .map(group -> group + "=" + choices.get(group))
            .collect(Collectors.joining(" "));
    progress.message("chosen: " + (chosen.isEmpty() ? "protocol=" + plan.protocol() : chosen));
    if (plan.config().useWandb() || plan.config().task().trainer().useWandb()) {
      progress.message(
          "use_wandb=true: nothing is sent to Weights & Biases; docs/loggers.md has the lines of"
              + " Python that import metrics.jsonl, and the run writes TensorBoard event files,"
              + " which the W&B client up to 0.29 imports with: wandb sync --sync-tensorboard RUN");
    }
  }

  void device(Device device, RunConfig config) {
    DeviceMessages.of(device, config.task().trainer().precision(), "task.trainer.precision")
        .forEach(progress::message);
  }

  void setup(Plan plan, RunSetup setup) {
    DatasetSpec spec = setup.dataset().spec();
    String sizes =
        List.of(Split.values()).stream()
            .map(split -> split.key() + " " + setup.dataset().samples(split).size())
            .collect(Collectors.joining(", "));
    progress.message(
        String.format(
            Locale.ROOT,
            "data: %s (version %d), %s %s; samples: %s",
            spec.name(),
            spec.version(),
            predicted(spec),
            names(spec),
            sizes));
    setup.dataset().remarks().stream()
        .filter(remark -> remark.startsWith(GroupedDataset.REMARK))
        .forEach(progress::message);
    String weights = plan.encoderConfig().keys().encoderWeights();
    progress.message(
        String.format(
            Locale.ROOT,
            "model: %,d parameters, %,d of them trained (finetune=%s); encoder weights: %s",
            count(setup.model().tensors()),
            count(FineTuning.trained(setup.model())),
            plan.config().trainedPart(),
            setup.model().encoder().storedMaps() != null
                ? "none, its features are stored"
                : weights == null ? "random" : weights));
    if (plan.config().train()) {
      progress.message("trained: " + TrainedParts.of(setup.model()));
    }
    Integer crops = plan.config().cropsPerImage();
    if (plan.config().train() && crops != null) {
      progress.message(
          String.format(
              Locale.ROOT,
              "crops: the epochs repeat %d random %s of each training image (crops_per_image=%d)",
              crops,
              crops == 1 ? "crop" : "crops",
              crops));
    }
    if (setup.loaded() != null) {
      setup.loaded().lines().forEach(progress::message);
    }
    if (setup.started() != null) {
      setup.started().lines().forEach(progress::message);
    }
    setup.missingBands().warnings().forEach(progress::message);
  }

  /** The warnings of a run, one line each. */
  void warnings(List<String> warnings) {
    warnings.forEach(warning -> progress.message("warning: " + warning));
  }

  private static String predicted(DatasetSpec spec) {
    return spec.task().classes() ? "classes" : "values of";
  }

  private static String names(DatasetSpec spec) {
    String unit = spec.quantity().unit();
    return String.join(", ", spec.classes()) + (unit.isEmpty() ? "" : " [" + unit + "]");
  }

  private static long count(Map<String, Parameter> tensors) {
    return tensors.values().stream()
        .filter(tensor -> !tensor.isBuffer())
        .mapToLong(tensor -> tensor.shape().size())
        .sum();
  }

  void directory(RunDirectory directory) {
    progress.message("run directory: " + directory.path());
  }

  void complete(Path directory) {
    progress.message("this run is already complete: " + directory);
  }
}
