package org.eobench.core.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.eobench.core.decoder.HeadBank;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.io.tensors.SafetensorsChecksum;
import org.eobench.core.io.tensors.SafetensorsWriter;
import org.eobench.core.io.tensors.TensorFile;
import org.eobench.core.io.tensors.TensorInfo;
import org.eobench.core.model.EoModel;
import org.eobench.core.nn.Parameter;
import org.eobench.core.optim.Optimizer;
import org.eobench.core.weights.CheckpointLayout;
import org.eobench.core.weights.CheckpointMatch;
import org.eobench.core.weights.CheckpointSearch;
import org.eobench.core.weights.Weights;
import org.jspecify.annotations.Nullable;

/**
 * The checkpoints of a run, as safetensors files that any tool can read. {@code last} holds the
 * model under its own names, the optimizer state under {@code optimizer.…} and the {@link
 * TrainState} in its metadata; {@code last_validated} holds the state after the validation of that
 * model, and no tensors; {@code best} and {@code epoch_N} hold only the model. All leave out the
 * {@link FrozenWeights}, which a model that loads them has already. Each file is written under a
 * temporary name and then renamed, so that a file with the final name is complete. Each file
 * carries a checksum over all its bytes, which is verified before any content is used.
 */
public final class Checkpoints {
  /** The metadata key of the experiment. */
  public static final String FINGERPRINT = "fingerprint";

  /** The metadata key of the checksum of the checkpoint that was validated. */
  private static final String VALIDATED = "validated_sha256";

  private static final String OPTIMIZER = "optimizer.";

  private final Path folder;
  private final EoModel model;
  private final FrozenWeights frozen;
  private final NDManager manager;
  private final Map<String, String> remarks;
  private final CheckpointSeal seal;
  private final Consumer<String> warnings;

  /** The checksum of the last checkpoint, if this process wrote or resumed it. */
  private @Nullable String lastChecksum;

  /** The iteration of that checkpoint. */
  private int lastIteration = -1;

  /**
   * @param folder folder of the checkpoints
   * @param frozen the model's tensors that are left out
   * @param manager owner of the model's tensors
   * @param remarks metadata of each checkpoint, such as the name of the run
   * @param warnings receives warnings about checkpoints that are read nevertheless
   */
  public Checkpoints(
      Path folder,
      EoModel model,
      FrozenWeights frozen,
      NDManager manager,
      Map<String, String> remarks,
      Consumer<String> warnings) {
    this.folder = folder;
    this.model = model;
    this.frozen = frozen;
    this.manager = manager;
    this.remarks = Map.copyOf(remarks);
    this.seal = new CheckpointSeal(warnings);
    this.warnings = warnings;
  }

  /** The latest state, from which a run resumes. */
  public Path last() {
    return folder.resolve("last.safetensors");
  }

  private Path validated() {
    return folder.resolve("last_validated.safetensors");
  }

  /** The model with the best validation score. */
  public Path best() {
    return folder.resolve("best.safetensors");
  }

  /** The model after the given number of epochs. */
  Path epoch(int epochs) {
    return folder.resolve("epoch_" + epochs + ".safetensors");
  }

  /**
   * Fixes the hash of the frozen weights, before the first step. Otherwise the first checkpoint
   * does it.
   */
  public void pinFrozenWeights() {
    frozen.pin();
  }

  /** Writes the state that a resumed run needs. */
  void saveLast(TrainState state, Optimizer optimizer) {
    lastChecksum = write(last(), state, optimizer.state());
    lastIteration = state.iteration();
  }

  /** Whether the last checkpoint has the weights and the optimizer state of a training state. */
  boolean lastIsOf(TrainState state) {
    return lastIteration == state.iteration();
  }

  /**
   * Writes the state after the validation of the last checkpoint, whose weights and optimizer state
   * are still the present ones and are not written again. Does nothing if the last checkpoint is of
   * an earlier state: a run that resumes from there repeats the validation.
   */
  void saveValidated(TrainState state, Optimizer optimizer) {
    String ofLast = lastChecksum;
    if (ofLast != null && !lastIsOf(state)) {
      return;
    }
    // The validation of a bank has chosen a head.
    if (ofLast == null || model.decoder() instanceof HeadBank) {
      saveLast(state, optimizer);
      return;
    }
    Map<String, String> metadata = new LinkedHashMap<>(remarks);
    metadata.putAll(state.toMetadata());
    metadata.put(VALIDATED, ofLast);
    CheckpointSeal.write(validated(), List.of(), metadata);
  }

  /** Writes the model of a run without an optimizer. */
  void saveLast(TrainState state) {
    write(last(), state, Map.of());
  }

  /** Writes the model as the best one so far. */
  void saveBest(TrainState state) {
    write(best(), state, Map.of());
  }

  /** Writes the model as it is validated, under the number of finished epochs. */
  void keep(TrainState state, Optimizer optimizer) {
    optimizer.withAverages(() -> write(epoch(state.epoch()), state, Map.of()));
  }

  private String write(Path file, TrainState state, Map<String, NDArray> ofOptimizer) {
    Map<String, String> metadata = new LinkedHashMap<>(remarks);
    // First, because it may turn frozen weights into ones to write.
    metadata.putAll(frozen.toMetadata());
    metadata.putAll(state.toMetadata());
    List<SafetensorsWriter.Entry> entries = new ArrayList<>();
    model
        .tensors()
        .forEach(
            (name, tensor) -> {
              if (!frozen.contains(name)) {
                entries.add(Weights.entry(name, tensor.array()));
              }
            });
    ofOptimizer.forEach((name, array) -> entries.add(Weights.entry(OPTIMIZER + name, array)));
    return CheckpointSeal.write(file, entries, metadata);
  }

  /**
   * Loads the weights of a checkpoint into the model, which has its frozen weights already.
   *
   * @return the training state at which it was written
   * @throws BenchException when the file is damaged, does not fit the model or its frozen weights,
   *     or is not a checkpoint of a run
   */
  public TrainState load(Path file) {
    return load(file, false);
  }

  /**
   * Like {@link #load}, for the last checkpoint, which must belong to the resumed experiment.
   *
   * @throws BenchException like {@link #load}, and when another experiment wrote it
   */
  public TrainState resume() {
    TrainState state = load(last(), true);
    try (TensorFile tensors = TensorFile.open(last())) {
      lastChecksum = tensors.metadata().get(SafetensorsChecksum.KEY);
    }
    lastIteration = state.iteration();
    return Objects.requireNonNullElse(afterValidation(), state);
  }

  /** The state after the validation of the last checkpoint; null if it was not validated. */
  private @Nullable TrainState afterValidation() {
    if (lastChecksum == null || !Files.exists(validated())) {
      return null;
    }
    try (TensorFile file = seal.open(validated())) {
      boolean ofLast = lastChecksum.equals(file.metadata().get(VALIDATED));
      return ofLast ? TrainState.fromMetadata(file.metadata()) : null;
    } catch (BenchException | IllegalArgumentException damaged) {
      warnings.accept(
          "warning: "
              + validated()
              + " cannot be used, so the validation is repeated: "
              + damaged.getMessage());
      return null;
    }
  }

  private TrainState load(Path file, boolean own) {
    try (TensorFile tensors = seal.open(file)) {
      if (own) {
        requireOwn(tensors.metadata());
      }
      TrainState state = TrainState.fromMetadata(tensors.metadata());
      Map<String, Parameter> left = FrozenWeights.leftOut(model.tensors(), tensors);
      CheckpointLayout layout =
          CheckpointLayout.exact()
              .ignoring(name -> name.startsWith(OPTIMIZER))
              .allowingMissing(left::containsKey);
      CheckpointMatch match = CheckpointSearch.match(model.tensors(), tensors, layout, "");
      match.require("", "use the run directory and the configuration of this checkpoint");
      frozen.require(left, tensors, manager);
      Weights.load(match, tensors, manager);
      return state;
    } catch (IllegalArgumentException foreign) {
      throw new BenchException(
          ExitCode.WEIGHTS,
          Problem.of(
                  "NoCheckpoint", "this file is not a checkpoint of a run: " + foreign.getMessage())
              .at(file.toString())
              .expecting("a checkpoint from the checkpoints folder of a run directory")
              .next(CheckpointSeal.otherwise(file)),
          foreign);
    }
  }

  private void requireOwn(Map<String, String> metadata) {
    String written = metadata.get(FINGERPRINT);
    String wanted = remarks.get(FINGERPRINT);
    if (written != null && wanted != null && !written.equals(wanted)) {
      throw new IllegalArgumentException(
          "it belongs to the run "
              + metadata.getOrDefault("run", "?")
              + ", which has another config");
    }
  }

  /**
   * Refuses to resume from a state that a training of this length never reaches.
   *
   * @param from state of the last checkpoint
   * @param config length of the training
   * @param batches batches per epoch
   */
  public void requireWithin(TrainState from, TrainerConfig config, int batches) {
    try {
      from.requireWithin(config.epochs(batches), config.steps(batches), batches);
    } catch (IllegalArgumentException beyond) {
      throw new BenchException(
          ExitCode.WEIGHTS,
          Problem.of(
                  "OtherTraining",
                  "the last checkpoint belongs to another training: " + beyond.getMessage())
              .at(last().toString())
              .expecting("the training split and the batch_size with which the run began")
              .next("restore the original data, or train from the start: add `resume=false`"),
          beyond);
    }
  }

  /**
   * Refuses a damaged checkpoint of a run. Any other file is left to its reader.
   *
   * @throws BenchException {@code CheckpointDamaged}
   */
  public static void requireIntact(TensorFile weights) {
    CheckpointSeal.checkWeights(weights);
  }

  /** Restores the optimizer state that {@link #saveLast} wrote. */
  public void restore(Optimizer optimizer) {
    try (TensorFile tensors = TensorFile.open(last());
        NDManager scope = manager.newSubManager()) {
      Map<String, NDArray> saved = new HashMap<>();
      for (TensorInfo info : tensors.tensors()) {
        if (info.name().startsWith(OPTIMIZER)) {
          saved.put(
              info.name().substring(OPTIMIZER.length()),
              Weights.read(tensors, info.name(), new Shape(info.shape()), scope));
        }
      }
      optimizer.restore(saved);
    }
  }
}
