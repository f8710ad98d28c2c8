package org.eobench.core.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.error.ShellWord;
import org.eobench.core.io.tensors.TensorFile;
import org.eobench.core.io.tensors.TensorInfo;
import org.eobench.core.model.EoModel;
import org.eobench.core.model.FineTuning;
import org.eobench.core.nn.Parameter;
import org.eobench.core.weights.TensorHash;
import org.eobench.core.weights.Weights;
import org.jspecify.annotations.Nullable;

/**
 * The encoder's tensors that a run never changes. Checkpoints name them by {@link TensorHash} and
 * {@link FrozenOrigin} instead of holding them; a model that loads a checkpoint has them already.
 *
 * <p>A tensor is frozen if it is not trained, can be made again from its origin, and is not a
 * buffer of an encoder in training mode, whose batch statistics move. Changes of low rank are
 * always held by checkpoints, so that a run with them can start from a checkpoint of one without.
 */
public final class FrozenWeights {
  private static final String ENCODER = "encoder.";
  private static final String HASH = "frozen_sha256";
  private static final String COUNT = "frozen_tensors";

  private final FrozenOrigin origin;
  private final Map<String, Parameter> tensors = new LinkedHashMap<>();
  private final Map<String, NDArray> first = new LinkedHashMap<>();
  private @Nullable String hash;

  private FrozenWeights(FrozenOrigin origin) {
    this.origin = origin;
  }

  /** For a model all of whose tensors are held by its checkpoints. */
  public static FrozenWeights none() {
    return new FrozenWeights(FrozenOrigin.seed(0));
  }

  /**
   * The frozen tensors of a model that has its first values.
   *
   * @param ofOrigin whether a tensor of the encoder, by its own name, comes from {@code origin}
   */
  public static FrozenWeights of(
      EoModel model, FineTuning fineTuning, FrozenOrigin origin, Predicate<String> ofOrigin) {
    FrozenWeights frozen = new FrozenWeights(origin);
    boolean moving = fineTuning.trainsInTrainingMode();
    model
        .encoder()
        .tensors()
        .forEach(
            (name, tensor) -> {
              boolean moves = tensor.trainable() || (tensor.isBuffer() && moving);
              if (!moves && !FineTuning.isLora(name) && tensor.isSet() && ofOrigin.test(name)) {
                frozen.tensors.put(ENCODER + name, tensor);
                frozen.first.put(ENCODER + name, tensor.array());
              }
            });
    return frozen;
  }

  /** These weights, with the file they come from. */
  public FrozenWeights from(FrozenOrigin file) {
    FrozenWeights same = new FrozenWeights(file);
    same.tensors.putAll(tensors);
    same.first.putAll(first);
    same.hash = hash;
    return same;
  }

  /**
   * Computes the hash that checkpoints name, while no tensor can have moved. Tensors that were
   * replaced, such as kernels cut from training images, are held by checkpoints from now on.
   */
  public void pin() {
    tensors.entrySet().removeIf(e -> e.getValue().array() != first.get(e.getKey()));
    hash = tensors.isEmpty() ? null : TensorHash.of(tensors);
  }

  /** Whether checkpoints leave a tensor out. */
  boolean contains(String name) {
    return tensors.containsKey(name);
  }

  /** What a checkpoint says about the tensors that it leaves out. */
  Map<String, String> toMetadata() {
    if (hash == null) {
      pin();
    }
    if (hash == null) {
      return Map.of();
    }
    Map<String, String> fields = new LinkedHashMap<>(origin.toMetadata());
    fields.put(HASH, hash);
    fields.put(COUNT, String.valueOf(tensors.size()));
    return fields;
  }

  /** Where the frozen weights of a checkpoint come from; empty if it holds all tensors. */
  public static Optional<FrozenOrigin> originIn(TensorFile checkpoint) {
    Map<String, String> fields = checkpoint.metadata();
    return fields.containsKey(HASH)
        ? Optional.of(FrozenOrigin.fromMetadata(fields))
        : Optional.empty();
  }

  /**
   * The encoder's tensors that a checkpoint leaves out, by full name.
   *
   * @param model all tensors of the model, or of the encoder under {@code encoder.}
   */
  public static Map<String, Parameter> leftOut(
      Map<String, Parameter> model, TensorFile checkpoint) {
    if (originIn(checkpoint).isEmpty()) {
      return Map.of();
    }
    Map<String, Parameter> left = new LinkedHashMap<>(model);
    left.keySet().removeIf(name -> !name.startsWith(ENCODER) || FineTuning.isLora(name));
    checkpoint.tensors().stream().map(TensorInfo::name).forEach(left::remove);
    return Collections.unmodifiableMap(left);
  }

  /**
   * Refuses a checkpoint that was trained on other frozen weights than the model has. Random
   * weights of another seed are drawn again first.
   *
   * @param left what {@link #leftOut} gives
   * @throws BenchException {@code FrozenWeightsDiffer}
   */
  void require(Map<String, Parameter> left, TensorFile checkpoint, NDManager manager) {
    Optional<FrozenOrigin> named = originIn(checkpoint);
    if (named.isEmpty()) {
      return;
    }
    if (named.get().file() == null
        && origin.file() == null
        && named.get().seed() != origin.seed()) {
      Weights.draw(left, manager, named.get().seed());
    }
    requireHash(left, checkpoint, origin.text());
  }

  /**
   * Compares the present values of tensors with the hash in a checkpoint.
   *
   * @param present where the present values come from
   * @throws BenchException {@code FrozenWeightsDiffer}
   */
  public static void requireHash(
      Map<String, Parameter> left, TensorFile checkpoint, String present) {
    String stored = checkpoint.metadata().getOrDefault(HASH, "");
    String found = TensorHash.of(left);
    if (found.equals(stored)) {
      return;
    }
    FrozenOrigin named = FrozenOrigin.fromMetadata(checkpoint.metadata());
    List<String> next = new ArrayList<>();
    if (named.file() != null) {
      next.add("restore that file, and load it with `" + ShellWord.of(named.arguments()) + "`");
    } else {
      next.add("use the configuration of the run, with `" + named.arguments() + "`");
    }
    next.add("use the program that wrote the checkpoint, if the weights are right");
    throw new BenchException(
        ExitCode.WEIGHTS,
        Problem.of(
                "FrozenWeightsDiffer",
                String.format(
                    Locale.ROOT,
                    "the checkpoint leaves out the frozen weights, %s, and the model has others:"
                        + " %s; their SHA-256 is %s",
                    named.text(),
                    present,
                    found))
            .at(checkpoint.path().toString())
            .expecting(
                String.format(
                    Locale.ROOT,
                    "%s tensors with the SHA-256 %s",
                    checkpoint.metadata().getOrDefault(COUNT, "?"),
                    stored))
            .next(String.join("\nor ", next)));
  }
}
