package org.eobench.core.run.weights;

import ai.djl.ndarray.NDManager;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.eobench.core.encoder.Encoder;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.io.tensors.TensorFile;
import org.eobench.core.nn.Parameter;
import org.eobench.core.provenance.FileHash;
import org.eobench.core.train.FrozenOrigin;
import org.eobench.core.train.FrozenWeights;
import org.eobench.core.weights.CheckpointLayout;
import org.eobench.core.weights.CheckpointMatch;
import org.eobench.core.weights.CheckpointSearch;
import org.eobench.core.weights.LoadReport;
import org.eobench.core.weights.Weights;
import org.eobench.core.weights.WeightsPath;
import org.jspecify.annotations.Nullable;

/**
 * Starts an encoder from the checkpoint of a run that leaves out frozen weights: these come from
 * where the checkpoint says, the others from the checkpoint.
 */
final class FrozenBasis {
  private static final String ENCODER = "encoder.";

  private final Encoder encoder;
  private final TensorFile checkpoint;
  private final FrozenOrigin origin;
  private final NDManager manager;

  FrozenBasis(Encoder encoder, TensorFile checkpoint, FrozenOrigin origin, NDManager manager) {
    this.encoder = encoder;
    this.checkpoint = checkpoint;
    this.origin = origin;
    this.manager = manager;
  }

  /**
   * Loads both.
   *
   * @param source loads the file of the frozen weights into the encoder
   * @param prefix prefix of the encoder's names in the checkpoint; null to search
   * @param refuse throws the error about a checkpoint that does not match
   * @throws BenchException when the frozen weights are missing or others
   */
  LoadReport complete(
      Function<Path, LoadReport> source,
      @Nullable String prefix,
      Consumer<CheckpointMatch> refuse) {
    LoadReport basis = origin.file() == null ? drawn() : source.apply(intact(origin.file()));
    if (checkpoint.tensors().stream().noneMatch(info -> info.name().startsWith(ENCODER))) {
      return merged(
          basis,
          new LoadReport(
              List.of(),
              basis.missing(),
              List.of(),
              List.of(),
              ENCODER,
              checkpoint.tensors().size()));
    }
    CheckpointLayout layout = encoder.checkpointLayout();
    CheckpointMatch match =
        CheckpointSearch.match(
            encoder.tensors(),
            checkpoint,
            layout.allowingMissing(
                name -> basis.loaded().contains(name) || layout.mayBeMissing().test(name)),
            prefix);
    if (!match.fits()) {
      refuse.accept(match);
    }
    return merged(basis, Weights.load(match, checkpoint, manager));
  }

  /** Draws the random weights again. */
  private LoadReport drawn() {
    Map<String, Parameter> named = new LinkedHashMap<>();
    encoder.tensors().forEach((name, tensor) -> named.put(ENCODER + name, tensor));
    Map<String, Parameter> left = FrozenWeights.leftOut(named, checkpoint);
    Weights.draw(left, manager, origin.seed());
    FrozenWeights.requireHash(left, checkpoint, "those that this encoder draws from this seed");
    List<String> loaded =
        left.keySet().stream().map(name -> name.substring(ENCODER.length())).toList();
    return new LoadReport(loaded, List.of(), List.of(), List.of(), ENCODER, 0);
  }

  private Path intact(String name) {
    Path file = WeightsPath.of(name);
    if (!Files.isRegularFile(file)) {
      throw refused("FrozenWeightsMissing", "the file of the frozen weights is not there: " + name);
    }
    if (!origin.fileSha256().isEmpty() && !FileHash.sha256(file).equals(origin.fileSha256())) {
      throw refused(
          "FrozenWeightsDiffer", "the file of the frozen weights has changed since: " + name);
    }
    return file;
  }

  private BenchException refused(String id, String how) {
    return new BenchException(
        ExitCode.WEIGHTS,
        Problem.of(id, "the checkpoint leaves out the frozen weights of its encoder, and " + how)
            .at(checkpoint.path().toString())
            .expecting("the file with the SHA-256 " + origin.fileSha256())
            .next("restore that file, relative to the folder in which you start the program"));
  }

  private static LoadReport merged(LoadReport basis, LoadReport own) {
    List<String> loaded = new ArrayList<>(basis.loaded());
    own.loaded().stream().filter(name -> !loaded.contains(name)).forEach(loaded::add);
    return new LoadReport(
        loaded,
        own.missing().stream().filter(name -> !loaded.contains(name)).toList(),
        own.unexpected(),
        Stream.concat(
                basis.reshaped().stream().filter(name -> !own.loaded().contains(name)),
                own.reshaped().stream())
            .toList(),
        own.prefix(),
        own.outside());
  }
}
