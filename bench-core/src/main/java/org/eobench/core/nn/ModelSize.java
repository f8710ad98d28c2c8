package org.eobench.core.nn;

import ai.djl.ndarray.types.Shape;
import java.lang.management.ManagementFactory;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Checks whether a model fits into memory before any memory is allocated. Sizes come from the
 * configuration, where one digit too many requests terabytes.
 */
public final class ModelSize {
  /**
   * The maximum number of values of a table, 2 GB. CROMA's biases at 512 × 512 pixels take half of
   * that.
   */
  private static final int TABLE = 1 << 29;

  private static final int BYTES = Float.BYTES;
  private static final double GIGA = 1e9;

  private ModelSize() {}

  /**
   * Returns the length of a table that is computed in Java.
   *
   * @param axes shape of the table
   * @throws IllegalArgumentException when it is longer than any model needs or than Java's heap can
   *     hold
   */
  public static int values(long... axes) {
    double values = count(axes);
    if (!fits(axes)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "a table of shape %s would have %,.0f values, but at most %,d are allowed: reduce the"
                  + " sizes of the model or of its images",
              new Shape(axes),
              values,
              most()));
    }
    return (int) values;
  }

  /** Whether a table of this shape, computed in Java, is within the limits. */
  public static boolean fits(long... axes) {
    return count(axes) <= most();
  }

  private static long most() {
    return Math.min(TABLE, Runtime.getRuntime().maxMemory() / BYTES);
  }

  private static double count(long... axes) {
    double values = 1;
    for (long axis : axes) {
      values *= axis;
    }
    return values;
  }

  /**
   * The problem with the size of a model; empty if this machine can hold its weights.
   *
   * @param tensors parameters and buffers by full name; they need no values yet
   */
  public static Optional<Problem> fault(Map<String, Parameter> tensors) {
    double total = 0;
    for (Parameter tensor : tensors.values()) {
      total += values(tensor.shape());
    }
    long machine = memory();
    Optional<Map.Entry<String, Parameter>> largest =
        tensors.entrySet().stream()
            .max(Comparator.comparingDouble(entry -> values(entry.getValue().shape())));
    if (largest.isEmpty()
        || total * BYTES <= machine
            && values(largest.get().getValue().shape()) <= Integer.MAX_VALUE) {
      return Optional.empty();
    }
    return Optional.of(
        Problem.of(
                "ModelTooLarge",
                String.format(
                    Locale.ROOT,
                    "the model has %,.0f parameters, which take %s; the largest tensor is %s %s",
                    total,
                    size(total),
                    largest.get().getKey(),
                    largest.get().getValue().shape()))
            .expecting(
                String.format(
                    Locale.ROOT,
                    "at most %s, the memory of this machine, and at most %,d values per tensor",
                    size((double) machine / BYTES),
                    Integer.MAX_VALUE))
            .next(
                "reduce the sizes of the encoder or decoder, such as embed_dim, depth, channels"));
  }

  /**
   * Refuses a model that this machine cannot hold.
   *
   * @param place where the configuration gives its sizes; null if unknown
   * @throws BenchException with the {@link #fault}
   */
  public static void require(Map<String, Parameter> tensors, @Nullable String place) {
    Optional<Problem> fault = fault(tensors);
    if (fault.isPresent()) {
      throw new BenchException(
          ExitCode.CONFIG, place == null ? fault.get() : fault.get().at(place));
    }
  }

  /**
   * The number of values of a shape, without overflow; an axis that a fit determines counts as one.
   */
  private static double values(Shape shape) {
    double values = 1;
    for (long axis : shape.getShape()) {
      values *= Math.abs(axis);
    }
    return values;
  }

  private static String size(double values) {
    return String.format(Locale.ROOT, "%,.1f GB", values * BYTES / GIGA);
  }

  /** The bytes of main memory available to this process. */
  private static long memory() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean machine
        ? machine.getTotalMemorySize()
        : Long.MAX_VALUE;
  }
}
