package org.eobench.core.nn;

import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * How a published checkpoint maps to a model's tensors. Loading is strict: what this does not allow
 * to be missing or ignored must be there with the right shape.
 *
 * @param prefixes prefixes to strip, such as {@code model.} for a nested dictionary; the first that
 *     any key starts with is taken, and keys without it are then no weights of this model
 * @param rename from a stripped checkpoint key to the model's name
 * @param mayBeMissing names of the model that the file may lack (they keep their initial value)
 * @param ignored stripped checkpoint keys that the model has no use for
 * @param reshape fits a tensor of another shape, such as a position table for another input size;
 *     returns null where it has no rule, which is then an error
 */
public record CheckpointLayout(
    List<String> prefixes,
    UnaryOperator<String> rename,
    Predicate<String> mayBeMissing,
    Predicate<String> ignored,
    Reshape reshape) {

  /** Fits the values of a tensor to another shape. */
  @FunctionalInterface
  public interface Reshape {
    /**
     * The values for the other shape.
     *
     * @param name the model's name of the tensor
     * @param values C order, {@code from}
     * @return values in C order of shape {@code to}, or null when there is no rule for it
     */
    float @Nullable [] apply(String name, float[] values, long[] from, long[] to);
  }

  /** A file whose keys are exactly the model's names. */
  public static CheckpointLayout exact() {
    return new CheckpointLayout(
        List.of(), name -> name, name -> false, name -> false, (name, values, from, to) -> null);
  }

  public CheckpointLayout stripping(String... alternatives) {
    return new CheckpointLayout(List.of(alternatives), rename, mayBeMissing, ignored, reshape);
  }

  public CheckpointLayout renaming(UnaryOperator<String> rule) {
    return new CheckpointLayout(prefixes, rule, mayBeMissing, ignored, reshape);
  }

  public CheckpointLayout allowingMissing(Predicate<String> names) {
    return new CheckpointLayout(prefixes, rename, names, ignored, reshape);
  }

  public CheckpointLayout ignoring(Predicate<String> keys) {
    return new CheckpointLayout(prefixes, rename, mayBeMissing, keys, reshape);
  }

  public CheckpointLayout reshaping(Reshape rule) {
    return new CheckpointLayout(prefixes, rename, mayBeMissing, ignored, rule);
  }
}
