package org.eobench.pretrain.run;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.file.Path;
import java.util.ArrayList;
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
import org.eobench.core.io.tensors.TensorType;
import org.eobench.core.train.CheckpointSeal;
import org.eobench.core.train.Checkpoints;
import org.eobench.core.weights.Weights;
import org.eobench.core.weights.WeightsPath;
import org.eobench.pretrain.method.Method;

/**
 * The checkpoints of a pretraining, as safetensors files with a checksum. {@code last} holds the
 * complete state of the method, {@code encoder} the encoder that it has produced so far, which any
 * run can load. Each file is written under a temporary name and then renamed.
 */
final class PretrainCheckpoints {
  private static final String ENCODER = "encoder.";

  private final Path run;
  private final Method method;
  private final Map<String, String> remarks;
  private final CheckpointSeal seal;

  /**
   * @param run the run directory
   * @param remarks metadata of each checkpoint: name and fingerprint of the run
   * @param warnings receives warnings about checkpoints that are read nevertheless
   */
  PretrainCheckpoints(
      Path run, Method method, Map<String, String> remarks, Consumer<String> warnings) {
    this.run = run;
    this.method = method;
    this.remarks = Map.copyOf(remarks);
    this.seal = new CheckpointSeal(warnings);
  }

  /** The latest state, from which a run resumes. */
  Path last() {
    return run.resolve("checkpoints").resolve("last.safetensors");
  }

  /** The encoder of the latest state. */
  Path encoder() {
    return run.resolve(WeightsPath.PRETRAINED);
  }

  /** Writes the encoder, then the state that a resumed run needs. */
  void save(PretrainState state) {
    writeEncoder(encoder(), state);
    List<SafetensorsWriter.Entry> entries = new ArrayList<>();
    method.state().forEach((name, array) -> entries.add(Weights.entry(name, array)));
    CheckpointSeal.write(last(), entries, metadata(state));
  }

  /** Writes the encoder under the number of finished epochs. */
  void keep(PretrainState state, int epochs) {
    writeEncoder(encoder().resolveSibling("encoder_epoch_" + epochs + ".safetensors"), state);
  }

  private void writeEncoder(Path file, PretrainState state) {
    List<SafetensorsWriter.Entry> entries = new ArrayList<>();
    method
        .product()
        .tensors()
        .forEach((name, tensor) -> entries.add(Weights.entry(ENCODER + name, tensor.array())));
    CheckpointSeal.write(file, entries, metadata(state));
  }

  private Map<String, String> metadata(PretrainState state) {
    Map<String, String> metadata = new LinkedHashMap<>(remarks);
    metadata.putAll(state.toMetadata());
    return metadata;
  }

  /**
   * Restores the latest state.
   *
   * @param manager owner of the arrays while they are copied
   * @param steps updates of the whole run
   * @throws BenchException if the file is damaged, or belongs to another experiment
   */
  PretrainState restore(NDManager manager, int steps) {
    try (TensorFile file = seal.open(last());
        NDManager scope = manager.newSubManager()) {
      String written = file.metadata().get(Checkpoints.FINGERPRINT);
      if (!String.valueOf(remarks.get(Checkpoints.FINGERPRINT)).equals(written)) {
        throw new IllegalArgumentException("it belongs to another run");
      }
      PretrainState state = PretrainState.fromMetadata(file.metadata(), steps);
      Map<String, NDArray> saved = new LinkedHashMap<>();
      for (TensorInfo info : file.tensors()) {
        Shape shape = new Shape(info.shape());
        saved.put(
            info.name(),
            info.dtype() == TensorType.I64
                ? scope.create(file.longs(info.name()), shape)
                : Weights.read(file, info.name(), shape, scope));
      }
      method.restore(saved);
      return state;
    } catch (IllegalArgumentException foreign) {
      throw new BenchException(
          ExitCode.WEIGHTS,
          Problem.of(
                  "NoCheckpoint",
                  "this file is not a checkpoint of this pretraining: " + foreign.getMessage())
              .at(last().toString())
              .expecting("the last checkpoint that the run wrote")
              .next("restore it from a copy, or train from the start: add `resume=false`"),
          foreign);
    }
  }
}
