package org.eobench.core.config.override;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.eobench.core.config.tree.ValueText;
import org.jspecify.annotations.Nullable;

/** Several values of one key. Each job of a sweep uses one of them. */
public sealed interface Sweep {
  /** The labels of {@code tag(…)}; they have no effect here. */
  List<String> tags();

  Sweep withTags(List<String> tags);

  /** A sweep with ordered values, which can be shuffled. */
  sealed interface Ordered extends Sweep {
    boolean shuffle();

    Ordered shuffled();

    List<@Nullable Object> values();

    /** The number of values, counted without creating them; infinite for an endless sweep. */
    double count();
  }

  /**
   * {@code a,b} or {@code choice(a,b)}.
   *
   * @param simple whether it was written without {@code choice}
   */
  record Choice(List<@Nullable Object> values, boolean simple, List<String> tags, boolean shuffle)
      implements Ordered {
    @Override
    public double count() {
      return values.size();
    }

    @Override
    public Choice withTags(List<String> labels) {
      return new Choice(values, simple, labels, shuffle);
    }

    @Override
    public Choice shuffled() {
      return new Choice(values, simple, tags, true);
    }
  }

  /** {@code range(start,stop,step)}; stop is exclusive. */
  record Range(Number start, Number stop, Number step, List<String> tags, boolean shuffle)
      implements Ordered {
    /** The precision of Python's decimal module, which Hydra uses to count. */
    private static final MathContext DECIMAL = new MathContext(28);

    @Override
    public Range withTags(List<String> labels) {
      return new Range(start, stop, step, labels, shuffle);
    }

    @Override
    public Range shuffled() {
      return new Range(start, stop, step, tags, true);
    }

    @Override
    public List<@Nullable Object> values() {
      boolean whole = start instanceof Long && stop instanceof Long && step instanceof Long;
      BigDecimal at = exact(start);
      BigDecimal end = exact(stop);
      BigDecimal by = exact(step);
      List<@Nullable Object> values = new ArrayList<>();
      while (by.signum() > 0 ? at.compareTo(end) < 0 : at.compareTo(end) > 0) {
        values.add(whole ? (Object) at.longValueExact() : (Object) at.doubleValue());
        at = at.add(by, DECIMAL);
      }
      return values;
    }

    @Override
    public double count() {
      double steps = (stop.doubleValue() - start.doubleValue()) / step.doubleValue();
      return Double.isNaN(steps) ? Double.POSITIVE_INFINITY : Math.max(0, Math.ceil(steps));
    }

    private static BigDecimal exact(Number number) {
      return number instanceof Long whole
          ? BigDecimal.valueOf(whole)
          : new BigDecimal(number.doubleValue());
    }
  }

  /** {@code interval(start,end)}; only optimizers can sample from it. */
  record Interval(Number start, Number end, List<String> tags) implements Sweep {
    @Override
    public Interval withTags(List<String> labels) {
      return new Interval(start, end, labels);
    }
  }

  /** {@code glob(include,exclude)}: the options of the group whose names match. */
  record Glob(List<String> include, List<String> exclude, List<String> tags) implements Sweep {
    @Override
    public Glob withTags(List<String> labels) {
      return new Glob(include, exclude, labels);
    }

    /** Returns the names that match {@code include} but not {@code exclude}. */
    public List<String> filter(List<String> names) {
      return names.stream().filter(n -> any(include, n) && !any(exclude, n)).toList();
    }

    private static boolean any(List<String> patterns, String name) {
      return patterns.stream().anyMatch(pattern -> GlobPattern.of(pattern).matcher(name).matches());
    }
  }

  /**
   * Returns the values of an ordered sweep as text for the jobs. Shuffling is pseudo-random but
   * always gives the same order for the same values, so that a sweep can be repeated.
   */
  static List<String> texts(Ordered sweep) {
    List<String> texts = new ArrayList<>();
    sweep.values().forEach(value -> texts.add(ValueText.of(value)));
    if (sweep.shuffle()) {
      Collections.shuffle(texts, new Random(texts.hashCode()));
    }
    return texts;
  }
}
