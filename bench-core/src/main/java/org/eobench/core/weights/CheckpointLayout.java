package org.eobench.core.weights;

import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Maps a published checkpoint to a model's tensors. Loading is strict: every tensor must be present
 * with the right shape unless the layout allows it to be missing or ignored.
 *
 * <p>Prefixes of wrappers ({@code module.}, {@code state_dict.model.}) need not be declared: {@link
 * CheckpointSearch} finds them. Keys without the prefix are then not weights of this model.
 *
 * @param prefixes ends of prefixes that the authors' code prefers if a file contains several copies
 *     of the model, such as {@code teacher.} over {@code student.}, best first
 * @param rename maps a checkpoint key without prefix to the model's name
 * @param mayBeMissing model tensors that the file may lack (they keep their initial values)
 * @param ignored checkpoint keys without prefix that the model does not use
 * @param reshape adapts a tensor of another shape, such as a position table for another input size;
 *     returns null without a rule, which is an error
 * @param refitted model tensors that pass through {@code reshape} even if the shape matches, such
 *     as a kernel whose planes must be reordered
 */
public record CheckpointLayout(
    List<String> prefixes,
    UnaryOperator<String> rename,
    Predicate<String> mayBeMissing,
    Predicate<String> ignored,
    Reshape reshape,
    Predicate<String> refitted) {
  /**
   * The result of a {@link Reshape} that keeps a tensor's initial values, as if the file lacked it.
   */
  public static final float[] FIRST_VALUES = new float[0];

  /** Adapts the values of a tensor to another shape. */
  @FunctionalInterface
  public interface Reshape {
    /**
     * Returns the values for the new shape.
     *
     * @param name name of the tensor in the model
     * @param values C order, {@code from}
     * @return values in C order of shape {@code to}, {@link #FIRST_VALUES}, or null if there is no
     *     rule
     */
    float @Nullable [] apply(String name, float[] values, long[] from, long[] to);

    /** Combines this rule with a fallback. */
    default Reshape or(Reshape other) {
      return (name, values, from, to) -> {
        float[] own = apply(name, values, from, to);
        return own == null ? other.apply(name, values, from, to) : own;
      };
    }
  }

  /** A layout whose keys equal the model's names. */
  public static CheckpointLayout exact() {
    return new CheckpointLayout(
        List.of(),
        name -> name,
        name -> false,
        name -> false,
        (name, values, from, to) -> null,
        name -> false);
  }

  /** Prefers these prefixes if a file contains several copies of the model. */
  public CheckpointLayout preferring(String... alternatives) {
    return new CheckpointLayout(
        List.of(alternatives), rename, mayBeMissing, ignored, reshape, refitted);
  }

  public CheckpointLayout renaming(UnaryOperator<String> rule) {
    return new CheckpointLayout(prefixes, rule, mayBeMissing, ignored, reshape, refitted);
  }

  public CheckpointLayout allowingMissing(Predicate<String> names) {
    return new CheckpointLayout(prefixes, rename, names, ignored, reshape, refitted);
  }

  public CheckpointLayout ignoring(Predicate<String> keys) {
    return new CheckpointLayout(prefixes, rename, mayBeMissing, keys, reshape, refitted);
  }

  public CheckpointLayout reshaping(Reshape rule) {
    return new CheckpointLayout(prefixes, rename, mayBeMissing, ignored, rule, refitted);
  }

  /**
   * The layout of a file that a run of this program wrote. Its names and values are the model's, so
   * nothing is renamed and matching tensors are not adapted again.
   */
  CheckpointLayout asSaved() {
    return new CheckpointLayout(
        List.of("encoder."), name -> name, mayBeMissing, ignored, reshape, name -> false);
  }

  public CheckpointLayout refitting(Predicate<String> names) {
    return new CheckpointLayout(prefixes, rename, mayBeMissing, ignored, reshape, names);
  }
}
