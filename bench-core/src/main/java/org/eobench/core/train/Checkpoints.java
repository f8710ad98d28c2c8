package org.eobench.core.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.io.tensors.SafetensorsWriter;
import org.eobench.core.io.tensors.TensorFile;
import org.eobench.core.io.tensors.TensorInfo;
import org.eobench.core.model.EoModel;
import org.eobench.core.optim.Optimizer;
import org.eobench.core.weights.CheckpointLayout;
import org.eobench.core.weights.CheckpointMatch;
import org.eobench.core.weights.CheckpointSearch;
import org.eobench.core.weights.Weights;

/**
 * The checkpoints of a run, as safetensors that any tool can read. {@code last} holds the model
 * under its own names, the optimizer's memory under {@code optimizer.…} and the {@link TrainState}
 * in its metadata; {@code best} and {@code epoch_N} hold the model alone. Each is written beside
 * and renamed, so that a file of that name is whole, and carries a checksum over all of its bytes,
 * which is compared before anything of it is believed.
 */
public final class Checkpoints {
  /** The remark that names the experiment. */
  public static final String FINGERPRINT = "fingerprint";

  private static final String OPTIMIZER = "optimizer.";

  private final Path folder;
  private final EoModel model;
  private final NDManager manager;
  private final Map<String, String> remarks;
  private final CheckpointSeal seal;

  /**
   * @param folder where they lie
   * @param manager owner of the model's tensors
   * @param remarks metadata for each of them, such as the name of the run
   * @param warnings takes what is odd about a checkpoint that is read all the same
   */
  public Checkpoints(
      Path folder,
      EoModel model,
      NDManager manager,
      Map<String, String> remarks,
      Consumer<String> warnings) {
    this.folder = folder;
    this.model = model;
    this.manager = manager;
    this.remarks = Map.copyOf(remarks);
    this.seal = new CheckpointSeal(warnings);
  }

  /** The newest state, from which a run is resumed. */
  public Path last() {
    return folder.resolve("last.safetensors");
  }

  /** The model with the best validation. */
  public Path best() {
    return folder.resolve("best.safetensors");
  }

  /** The model after so many epochs. */
  public Path epoch(int epochs) {
    return folder.resolve("epoch_" + epochs + ".safetensors");
  }

  /** Writes what a resumed run needs. */
  void saveLast(TrainState state, Optimizer optimizer) {
    List<SafetensorsWriter.Entry> entries = modelEntries();
    optimizer.state().forEach((name, array) -> entries.add(Weights.entry(OPTIMIZER + name, array)));
    write(last(), entries, state);
  }

  /** Writes the model of a run that has no optimizer. */
  void saveLast(TrainState state) {
    write(last(), modelEntries(), state);
  }

  /** Writes the model as the best one so far. */
  void saveBest(TrainState state) {
    write(best(), modelEntries(), state);
  }

  /** Writes the model as that of the epochs finished. */
  void keep(TrainState state) {
    write(epoch(state.epoch()), modelEntries(), state);
  }

  private List<SafetensorsWriter.Entry> modelEntries() {
    List<SafetensorsWriter.Entry> entries = new ArrayList<>();
    model.tensors().forEach((name, tensor) -> entries.add(Weights.entry(name, tensor.array())));
    return entries;
  }

  private void write(Path file, List<SafetensorsWriter.Entry> entries, TrainState state) {
    Map<String, String> metadata = new LinkedHashMap<>(remarks);
    metadata.putAll(state.toMetadata());
    CheckpointSeal.write(file, entries, metadata);
  }

  /**
   * Puts the weights of a checkpoint into the model.
   *
   * @return the state it was written in
   * @throws BenchException when its bytes are not those that a run wrote, it does not fit the
   *     model, or is no checkpoint of a run
   */
  public TrainState load(Path file) {
    return load(file, false);
  }

  /**
   * As {@link #load}, from the last checkpoint, which must be of the experiment that goes on.
   *
   * @throws BenchException as {@link #load} does, and when it was written by another experiment
   */
  public TrainState resume() {
    return load(last(), true);
  }

  private TrainState load(Path file, boolean own) {
    try (TensorFile tensors = TensorFile.open(file)) {
      seal.check(tensors);
      if (own) {
        requireOwn(tensors.metadata());
      }
      TrainState state = TrainState.fromMetadata(tensors.metadata());
      CheckpointLayout layout =
          CheckpointLayout.exact().ignoring(name -> name.startsWith(OPTIMIZER));
      CheckpointMatch match = CheckpointSearch.match(model.tensors(), tensors, layout, "");
      match.require(
          "", "take the run directory and the configuration that this checkpoint was made with");
      Weights.load(match, tensors, manager);
      return state;
    } catch (IllegalArgumentException foreign) {
      throw new BenchException(
          ExitCode.WEIGHTS,
          Problem.of(
                  "NoCheckpoint",
                  "this file is no checkpoint that a run has written: " + foreign.getMessage())
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
          "it belongs to the run " + metadata.getOrDefault("run", "?") + ", of another config");
    }
  }

  /**
   * Refuses to go on from a state that a training of this length is never in.
   *
   * @param from the state of the last checkpoint
   * @param epochs epochs of the whole training
   * @param batches batches of each
   */
  public void requireWithin(TrainState from, int epochs, int batches) {
    try {
      from.requireWithin(epochs, batches);
    } catch (IllegalArgumentException beyond) {
      throw new BenchException(
          ExitCode.WEIGHTS,
          Problem.of(
                  "OtherTraining",
                  "the last checkpoint belongs to another training: " + beyond.getMessage())
              .at(last().toString())
              .expecting("the training split and the batch_size that the run began with")
              .next("restore the data as it was, or train from the start: add `resume=false`"),
          beyond);
    }
  }

  /**
   * Refuses a file that a run wrote and whose bytes are not as it wrote them; any other file is
   * left to its reader.
   *
   * @throws BenchException {@code CheckpointDamaged}
   */
  public static void requireIntact(TensorFile weights) {
    CheckpointSeal.checkWeights(weights);
  }

  /** Gives an optimizer the memory that {@link #saveLast} wrote. */
  public void restore(Optimizer optimizer) {
    try (TensorFile tensors = TensorFile.open(last());
        NDManager scope = manager.newSubManager()) {
      Map<String, NDArray> saved = new HashMap<>();
      for (TensorInfo info : tensors.tensors()) {
        if (info.name().startsWith(OPTIMIZER)) {
          saved.put(
              info.name().substring(OPTIMIZER.length()),
              scope.create(tensors.floats(info.name()), new Shape(info.shape())));
        }
      }
      optimizer.restore(saved);
    }
  }
}
