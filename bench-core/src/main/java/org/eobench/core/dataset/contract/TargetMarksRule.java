package org.eobench.core.dataset.contract;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.TargetVisitor;
import org.eobench.core.error.Problem;

/**
 * Marks of unknown targets that count: a class whose name says that it is none, and a value of a
 * regression at the end of the range that occurs often and lies apart from all others, such as -1.
 */
final class TargetMarksRule implements Rule, TargetVisitor {
  private static final Pattern NO_CLASS =
      Pattern.compile(
          "no[ _-]?data|un(labell?ed|classified|known|defined|annotated)|ignored?|invalid|void|n/?a",
          Pattern.CASE_INSENSITIVE);

  private static final double LEAST_SHARE = 0.01;

  /** Of fewer values, one at the end may lie apart by chance. */
  private static final int LEAST_VALUES = 200;

  private final DatasetSpec spec;
  private final boolean[] seen;
  private final RangeEnd low = new RangeEnd();
  private final RangeEnd high = new RangeEnd();
  private long values;
  private String first = "";

  TargetMarksRule(DatasetSpec spec) {
    this.spec = spec;
    this.seen = new boolean[spec.numClasses()];
  }

  @Override
  public void add(ObservedSample sample) {
    first = first.isEmpty() ? sample.sample().ref().labelFile() : first;
    sample.sample().target().report(this);
  }

  @Override
  public void label(int label) {
    if (label >= 0 && label < seen.length) {
      seen[label] = true;
    }
  }

  @Override
  public void labels(boolean[] present) {
    for (int label = 0; label < Math.min(present.length, seen.length); label++) {
      seen[label] |= present[label];
    }
  }

  @Override
  public void value(float value) {
    if (Float.isFinite(value)) {
      values++;
      low.add(value);
      high.add(-value);
    }
  }

  @Override
  public void ignored() {
    // It does not count, as it should.
  }

  @Override
  public List<Finding> findings() {
    List<Finding> found = new ArrayList<>();
    for (int label = 0; label < seen.length && spec.task().classes(); label++) {
      String name = spec.classes().get(label);
      if (seen[label] && label != spec.ignoreIndex() && NO_CLASS.matcher(name).matches()) {
        found.add(namedClass(label, name));
      }
    }
    if (!spec.task().classes() && values >= LEAST_VALUES) {
      double least = low.value();
      double most = -high.value();
      if (isMark(low, most)) {
        found.add(value(least, low.count(), low.next(), most));
      }
      if (isMark(high, -least)) {
        found.add(value(most, high.count(), least, -high.next()));
      }
    }
    return found;
  }

  /** Whether the value is frequent, and the gap to the next as wide as all others, or over 0. */
  private boolean isMark(RangeEnd end, double other) {
    boolean apart = end.next() < other && end.next() - end.value() >= other - end.next();
    boolean onlyNegative = end.value() < 0 && end.next() > 0 && end.next() < other;
    return end.count() >= LEAST_SHARE * values && (apart || (onlyNegative && end == low));
  }

  private Finding namedClass(int label, String name) {
    return Finding.warning(
        0.9,
        Problem.of(
                "NodataClass",
                String.format(
                    Locale.ROOT,
                    "the class %s (%d) is trained and scored, although its name says that it is"
                        + " unknown",
                    name,
                    label))
            .at("dataset.classes, dataset.ignore_index=" + spec.ignoreIndex())
            .expecting("the ignore index for pixels whose class is unknown")
            .next("to leave these pixels out, set `dataset.ignore_index=" + label + "`"));
  }

  private Finding value(double mark, long count, double from, double to) {
    String number =
        new BigDecimal(String.valueOf((float) mark)).stripTrailingZeros().toPlainString();
    return Finding.warning(
        0.9,
        Problem.of(
                "NodataTarget",
                String.format(
                    Locale.ROOT,
                    "%.2f %% of the values of %s are %s, all others are %.4g to %.4g: it seems to"
                        + " mark what was not measured",
                    100.0 * count / values,
                    spec.classes().get(0),
                    number,
                    from,
                    to))
            .at(first)
            .expecting("NaN or the file's nodata value where nothing was measured")
            .next("declare it in the label files: `gdal_edit.py -a_nodata " + number + " FILE`"));
  }
}
