package org.eobench.core.config.override;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.eobench.core.config.tree.ValueText;
import org.jspecify.annotations.Nullable;

/** Several values for one key, of which each job of a sweep gets one. */
public sealed interface Sweep {
  /** Labels given with {@code tag(…)}; no meaning is attached to them here. */
  List<String> tags();

  Sweep withTags(List<String> tags);

  /** A sweep whose values have an order and can be shuffled. */
  sealed interface Ordered extends Sweep {
    boolean shuffle();

    Ordered shuffled();

    List<@Nullable Object> values();

    /** How many values there are, without making them; infinite where there is no end. */
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

  /** {@code range(start,stop,step)}; stop is not part of it. */
  record Range(Number start, Number stop, Number step, List<String> tags, boolean shuffle)
      implements Ordered {
    /** As Python's decimal module, in which Hydra counts. */
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

  /** {@code interval(start,end)}; only optimisers can draw from it. */
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

    /** The names that match a pattern of {@code include} and none of {@code exclude}. */
    public List<String> filter(List<String> names) {
      return names.stream().filter(n -> any(include, n) && !any(exclude, n)).toList();
    }

    private static boolean any(List<String> patterns, String name) {
      return patterns.stream().anyMatch(pattern -> GlobPattern.of(pattern).matcher(name).matches());
    }
  }

  /**
   * The values of an ordered sweep as texts for the jobs. A shuffled one is in an order that looks
   * random but is the same for the same values, so that a sweep can be repeated.
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
