package org.eobench.core.run.weights;

import ai.djl.ndarray.NDManager;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.encoder.Encoder;
import org.eobench.core.encoder.EncoderConfig;
import org.eobench.core.encoder.EncoderContext;
import org.eobench.core.encoder.EncoderKeys;
import org.eobench.core.encoder.bands.MissingBands;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problems;
import org.eobench.core.io.tensors.TensorFile;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.registry.Components;
import org.eobench.core.run.directory.RunDirectory;
import org.eobench.core.run.plan.ConfiguredComponent;
import org.eobench.core.run.plan.Plan;
import org.eobench.core.run.plan.RunRequest;
import org.eobench.core.train.Checkpoints;
import org.eobench.core.train.FrozenOrigin;
import org.eobench.core.train.FrozenWeights;
import org.eobench.core.weights.CheckpointLayout;
import org.eobench.core.weights.CheckpointMatch;
import org.eobench.core.weights.CheckpointSearch;
import org.eobench.core.weights.LoadReport;
import org.eobench.core.weights.Weights;
import org.eobench.core.weights.WeightsPath;
import org.jspecify.annotations.Nullable;

/** Loads the encoder's weights, and gives advice if they do not match. */
public final class EncoderWeights {
  private final ConfiguredComponent<EncoderContext, Encoder> chosen;
  private final Components components;
  private final RunRequest request;
  private final DatasetSpec data;

  public EncoderWeights(Plan plan, RunRequest request, DatasetSpec data) {
    this(plan.encoder(), plan.components(), request, data);
  }

  /**
   * As above.
   *
   * @param chosen the encoder, whose config has the {@link EncoderKeys}
   * @param components encoders that a file may belong to
   */
  public EncoderWeights(
      ConfiguredComponent<EncoderContext, Encoder> chosen,
      Components components,
      RunRequest request,
      DatasetSpec data) {
    this.chosen = chosen;
    this.components = components;
    this.request = request;
    this.data = data;
  }

  /**
   * Loads the weights.
   *
   * @return null if the encoder starts from random weights
   * @throws BenchException with the mismatches, the likely encoder of the file, and the keys whose
   *     change makes it match
   */
  public @Nullable LoadReport load(Encoder encoder, NDManager manager) {
    EncoderKeys keys = config().keys();
    String weights = keys.encoderWeights();
    if (weights == null) {
      return null;
    }
    return load(encoder, WeightsPath.of(weights), keys.weightsPrefix(), manager);
  }

  /**
   * As above, for an encoder that the data may not fit.
   *
   * @param missing bands of the encoder that the data lacks; if they are refused, they are told
   *     together with the mismatches
   */
  public @Nullable LoadReport load(Encoder encoder, NDManager manager, MissingBands missing) {
    Problems others = new Problems();
    missing.report(others);
    LoadReport report = null;
    ExitCode code = ExitCode.CONFIG;
    try {
      report = load(encoder, manager);
    } catch (BenchException unfit) {
      if (others.isEmpty()) {
        throw unfit;
      }
      others.addAll(unfit);
      code = unfit.exitCode();
    }
    others.throwIfAny(code);
    return report;
  }

  private EncoderConfig config() {
    return (EncoderConfig) chosen.config();
  }

  private LoadReport load(
      Encoder encoder, Path weights, @Nullable String prefix, NDManager manager) {
    try (TensorFile file = TensorFile.open(weights)) {
      Checkpoints.requireIntact(file);
      CheckpointLayout layout = encoder.checkpointLayout();
      Optional<FrozenOrigin> frozen = FrozenWeights.originIn(file);
      if (frozen.isPresent()) {
        FrozenBasis basis = new FrozenBasis(encoder, file, frozen.get(), manager);
        return basis.complete(
            source -> load(encoder, source, frozen.get().prefix(), manager),
            prefix,
            match -> refuse(encoder, file, match));
      }
      CheckpointMatch match = CheckpointSearch.match(encoder.tensors(), file, layout, prefix);
      if (!match.fits()) {
        refuse(encoder, file, match);
      }
      return Weights.load(match, file, manager);
    }
  }

  private void refuse(Encoder encoder, TensorFile file, CheckpointMatch match) {
    String option = request.choices().get("encoder");
    Optional<String> writer = encoderOfRun(file.path()).filter(name -> !name.equals(option));
    LikelyEncoder owner = LikelyEncoder.of(encoder, file, request, components);
    List<String> next = new ArrayList<>();
    writer.ifPresent(name -> next.add("choose `encoder=" + name + "`"));
    if (owner.sameKind()) {
      new EncoderKeyAdvice(components.encoders(), request.config(), context())
          .advice(file, match)
          .ifPresent(next::add);
    }
    if (writer.isEmpty()) {
      next.addAll(owner.next());
    }
    EncoderKeys keys = config().keys();
    if (option != null && keys.downloadUrl() != null) {
      next.add(
          "remove encoder.encoder_weights and download the weights of "
              + option
              + ": `java -jar bench.jar fetch weights "
              + option
              + "`");
    }
    if (config().canStartRandom()) {
      next.add("start from random weights with `encoder.encoder_weights=null`");
    }
    match.require(
        writer
            .map(name -> "the run that wrote them has encoder=" + name + "; ")
            .orElseGet(owner::sentence),
        String.join("\nor ", next));
  }

  /** The encoder of the run in whose directory a file lies. */
  private static Optional<String> encoderOfRun(Path weights) {
    Path checkpoints = weights.toAbsolutePath().getParent();
    Path run = checkpoints == null ? null : checkpoints.getParent();
    if (run == null || !Files.isRegularFile(run.resolve("run.json"))) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(RunDirectory.read(run).choices().get("encoder"));
    } catch (BenchException unreadable) {
      return Optional.empty(); // its weights are the fault to report
    }
  }

  private EncoderContext context() {
    return new EncoderContext(TorchOps.declaring(), data.bands(), data.frames());
  }
}
