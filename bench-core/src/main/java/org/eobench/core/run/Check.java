package org.eobench.core.run;

import static java.util.stream.Collectors.joining;

import ai.djl.ndarray.NDManager;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.eobench.core.config.bind.Binder;
import org.eobench.core.config.tree.ConfigNode;
import org.eobench.core.config.tree.MapNode;
import org.eobench.core.dataset.MaskedDataset;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.dataset.Split;
import org.eobench.core.dataset.card.DatasetCard;
import org.eobench.core.dataset.contract.DataContract;
import org.eobench.core.decoder.FeatureFit;
import org.eobench.core.decoder.LabelledFeatures;
import org.eobench.core.decoder.Prediction;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Problems;
import org.eobench.core.fetch.MissingFiles;
import org.eobench.core.loader.Batch;
import org.eobench.core.loader.DataLoader;
import org.eobench.core.loader.DeviceBatch;
import org.eobench.core.progress.ProgressListener;
import org.eobench.core.registry.Components;
import org.eobench.core.run.device.ComputeDevice;
import org.eobench.core.run.plan.DataCheck;
import org.eobench.core.run.plan.FewLabels;
import org.eobench.core.run.plan.Plan;
import org.eobench.core.run.plan.RunRequest;
import org.eobench.core.run.survey.SampleSurvey;
import org.eobench.core.train.StepSeed;
import org.jspecify.annotations.Nullable;

/**
 * Finds problems before training: in the configuration, in every sample's files, bands and labels,
 * in the weights, and in one batch through the model and the loss. It writes nothing.
 */
public final class Check {
  private final Components components;
  private final ProgressListener progress;

  public Check(Components components, ProgressListener progress) {
    this.components = components;
    this.progress = progress;
  }

  /**
   * Runs the check.
   *
   * @return the findings, if no problem prevents a run
   * @throws BenchException with all problems
   */
  public CheckReport run(RunRequest request) {
    Plan plan = Plan.read(request, components);
    new StartMessages(progress).choices(request.choices(), plan);
    requireFiles(request);
    Problems problems = new Problems();
    ExitCode code = ExitCode.DATA;
    Supplier<MaskedDataset> data = OpenedOnce.of(plan);
    DataCheck mode = plan.config().dataCheck();
    DataContract contract = contract(plan, data);
    SampleSurvey survey = survey(plan, data, contract, problems);
    String pass = "";
    List<String> warnings = new ArrayList<>(survey == null ? List.of() : survey.warnings());
    if (contract != null) {
      DataFindings found = DataFindings.of(contract.findings(), mode);
      found.problems().list().forEach(problems::add);
      warnings.addAll(found.warnings());
    }
    try (ComputeDevice device = plan.openDevice()) {
      RunSetup setup = new RunSetup(plan, request, device.manager(), data);
      if (setup.loaded() != null) {
        setup.loaded().lines().forEach(progress::message);
      }
      warnings.addAll(setup.missingBands().warnings());
      if (problems.isEmpty()) {
        pass = dryPass(plan, setup);
        List<String> odd = new ArrayList<>(RunWarnings.of(plan, setup));
        odd.addAll(FewLabels.warnings(plan, data.get()));
        new StartMessages(progress).warnings(odd);
      }
    } catch (BenchException failure) {
      code = problems.isEmpty() ? failure.exitCode() : code;
      problems.addAll(failure);
    }
    problems.throwIfAny(code);
    String weights = plan.encoderConfig().keys().encoderWeights();
    return new CheckReport(
        survey == null ? "" : survey.summary(),
        weights == null ? "random" : weights + " fits the encoder",
        pass,
        warnings);
  }

  /** Names every published file that the folder of the data lacks, before it is opened. */
  private static void requireFiles(RunRequest request) {
    ConfigNode card = request.config().select("dataset.card");
    String root = request.config().selectText("dataset.root_path");
    if (root == null || !(card instanceof MapNode) || !Files.isDirectory(Path.of(root))) {
      return;
    }
    Problems problems = new Problems();
    DatasetCard published = Binder.bind(card, "dataset.card", DatasetCard.class, problems);
    if (published != null) {
      MissingFiles missing = MissingFiles.in(Path.of(root), published);
      if (!missing.files().isEmpty()) {
        problems.add(missing.problem(request.choices().getOrDefault("dataset", "NAME")));
      }
    }
    problems.throwIfAny(ExitCode.DATA);
  }

  /** Null if the data shall not be checked, or cannot be opened. */
  private static @Nullable DataContract contract(Plan plan, Supplier<MaskedDataset> data) {
    if (plan.config().dataCheck() == DataCheck.SKIP) {
      return null;
    }
    try {
      return new DataContract(data.get().spec(), true, DataFindings.normalised(plan));
    } catch (BenchException toldLater) {
      return null;
    }
  }

  /** Null if the data set cannot be opened, which building the model reports. */
  private @Nullable SampleSurvey survey(
      Plan plan, Supplier<MaskedDataset> data, @Nullable DataContract contract, Problems problems) {
    MaskedDataset dataset;
    try {
      dataset = data.get();
    } catch (BenchException toldLater) {
      return null;
    }
    if (!plan.task().kind().fits(dataset.spec().task())) {
      return null; // Building the model reports it; the problems of samples would only
      // follow from it.
    }
    SampleSurvey survey = new SampleSurvey(dataset, contract);
    survey.read(problems, progress);
    return survey;
  }

  private static String dryPass(Plan plan, RunSetup setup) {
    FeatureFit fit = setup.model().decoder().featureFit();
    return fit == null ? dryTraining(plan, setup) : dryFit(fit, plan, setup);
  }

  /** Fits a decoder that is not trained to only one batch. */
  private static String dryFit(FeatureFit fit, Plan plan, RunSetup setup) {
    setup.fineTuning().beginEvaluation(setup.model());
    RunLoaders loaders = new RunLoaders(plan, setup, null);
    loaders.showImagesToEncoder();
    try (DataLoader loader = loaders.fitted(Split.TRAIN);
        NDManager scope = setup.ops().manager().newSubManager()) {
      int ignored = setup.dataset().spec().ignoreIndex();
      DeviceBatch arrays = DeviceBatch.of(firstThatCounts(loader, ignored).batch(), scope);
      LabelledFeatures seen =
          new LabelledFeatures(setup.model().features(arrays.input()), arrays.targets());
      fit.fit(List.of(seen).iterator(), List.of(seen).iterator());
      return "one batch fitted: logits " + setup.model().logits(arrays.input(), 0, 0).getShape();
    }
  }

  /**
   * The batch of the first training step.
   *
   * @param iteration number of skipped batches before it
   */
  private record First(Batch batch, int iteration) {}

  /** Training skips batches without a valid target. */
  private static First firstThatCounts(DataLoader loader, int ignoreIndex) {
    int iteration = 0;
    for (Batch batch : loader.epoch(0)) {
      if (batch.targets().anyCounts(ignoreIndex)) {
        return new First(batch, iteration);
      }
      iteration++;
    }
    throw new BenchException(
        ExitCode.DATA,
        Problem.of(
                "AllPixelsIgnored",
                "in no batch of the first epoch a target counts: preprocessing left none")
            .at("preprocessing.train, " + loader.batches() + " batches")
            .expecting("labelled pixels in what is cut out of the images")
            .next("use `preprocessing=seg_focus_crop`, which cuts around labelled pixels"));
  }

  private static String dryTraining(Plan plan, RunSetup setup) {
    // In training mode, so that a batch that is too small for batch norm fails here.
    setup.fineTuning().beginTraining(setup.model());
    RunLoaders loaders = new RunLoaders(plan, setup, null);
    loaders.showImagesToEncoder();
    try (DataLoader loader = loaders.loader(Split.TRAIN);
        NDManager scope = setup.ops().manager().newSubManager()) {
      First first = firstThatCounts(loader, setup.dataset().spec().ignoreIndex());
      Batch batch = first.batch();
      // The same batch as in training, so that every check shows the loss of the first step.
      setup.ops().seed(StepSeed.of(plan.config().seed(), first.iteration()));
      DeviceBatch arrays = DeviceBatch.of(batch, scope);
      Prediction prediction =
          setup.model().predict(arrays.input(), batch.targets().height(), batch.targets().width());
      float loss =
          prediction
              .loss(setup.ops(), logits -> setup.criterion().loss(logits, arrays.targets()))
              .getFloat();
      if (!Float.isFinite(loss)) {
        throw new BenchException(
            ExitCode.DATA,
            Problem.of("LossNotFinite", "the loss of the first batch is " + loss)
                .at(batch.refs().stream().map(SampleRef::id).collect(joining(", ")))
                .expecting("a finite loss; images, targets and weights are finite")
                .next("check the weights and the config of the criterion"));
      }
      return String.format(
          Locale.ROOT,
          "one batch through the model: logits %s, loss %.4f",
          prediction.logits().getShape(),
          loss);
    }
  }
}
