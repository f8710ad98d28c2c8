package org.eobench.core.weights;

import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * How a published checkpoint maps to a model's tensors. Loading is strict: what this does not allow
 * to be missing or ignored must be there with the right shape.
 *
 * <p>What wraps the names ({@code module.}, {@code state_dict.model.}) need not be declared: {@link
 * CheckpointSearch} finds it. Keys without it are then no weights of this model.
 *
 * @param prefixes ends of prefixes that the authors' own code takes where a file holds several
 *     copies of the model, such as {@code teacher.} and not {@code student.}, best first
 * @param rename from a stripped checkpoint key to the model's name
 * @param mayBeMissing names of the model that the file may lack (they keep their initial value)
 * @param ignored stripped checkpoint keys that the model has no use for
 * @param reshape fits a tensor of another shape, such as a position table for another input size;
 *     returns null where it has no rule, which is then an error
 * @param refitted names of the model whose values go through {@code reshape} even where the shape
 *     fits, such as a kernel whose planes must change places
 */
public record CheckpointLayout(
    List<String> prefixes,
    UnaryOperator<String> rename,
    Predicate<String> mayBeMissing,
    Predicate<String> ignored,
    Reshape reshape,
    Predicate<String> refitted) {
  /**
   * What a {@link Reshape} answers to leave a tensor to its first values, as if the file lacked it.
   */
  public static final float[] FIRST_VALUES = new float[0];

  /** Fits the values of a tensor to another shape. */
  @FunctionalInterface
  public interface Reshape {
    /**
     * The values for the other shape.
     *
     * @param name the model's name of the tensor
     * @param values C order, {@code from}
     * @return values in C order of shape {@code to}, {@link #FIRST_VALUES}, or null when there is
     *     no rule for it
     */
    float @Nullable [] apply(String name, float[] values, long[] from, long[] to);

    /** This rule, and where it has none, another. */
    default Reshape or(Reshape other) {
      return (name, values, from, to) -> {
        float[] own = apply(name, values, from, to);
        return own == null ? other.apply(name, values, from, to) : own;
      };
    }
  }

  /** A file whose keys are exactly the model's names. */
  public static CheckpointLayout exact() {
    return new CheckpointLayout(
        List.of(),
        name -> name,
        name -> false,
        name -> false,
        (name, values, from, to) -> null,
        name -> false);
  }

  /** Prefers what lies below these prefixes where a file holds several copies of the model. */
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
   * The layout of a file that a run of this program wrote: its names and values are the model's, so
   * nothing is renamed, and what fits is not fitted again.
   */
  CheckpointLayout asSaved() {
    return new CheckpointLayout(
        List.of("encoder."), name -> name, mayBeMissing, ignored, reshape, name -> false);
  }

  public CheckpointLayout refitting(Predicate<String> names) {
    return new CheckpointLayout(prefixes, rename, mayBeMissing, ignored, reshape, names);
  }
}
