package org.eobench.core.dataset.contract;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.eobench.core.error.Problem;

/** The dates of a series must follow each other; encoders read their order from the frames. */
final class DateOrderRule implements Rule {
  private static final int NAMED = 3;

  private final List<String> mixed = new ArrayList<>();
  private final List<String> repeated = new ArrayList<>();
  private String example = "";
  private int samples;

  @Override
  public void add(ObservedSample sample) {
    samples++;
    List<LocalDateTime> dates = sample.sample().acquisition().dates();
    boolean back = false;
    boolean same = false;
    for (int i = 1; i < dates.size(); i++) {
      if (dates.get(i).isBefore(dates.get(i - 1))) {
        back = true;
        example =
            mixed.isEmpty() && example.isEmpty()
                ? dates.get(i - 1).toLocalDate() + " before " + dates.get(i).toLocalDate()
                : example;
      }
      same |= dates.get(i).equals(dates.get(i - 1));
    }
    if (back) {
      mixed.add(sample.id());
    } else if (same) {
      repeated.add(sample.id());
    }
  }

  @Override
  public List<Finding> findings() {
    List<Finding> found = new ArrayList<>();
    if (!mixed.isEmpty()) {
      found.add(finding("DatesOutOfOrder", "the dates are not in order: " + example, mixed));
    }
    if (!repeated.isEmpty()) {
      found.add(finding("RepeatedDate", "two images have the same date", repeated));
    }
    return found;
  }

  private Finding finding(String id, String what, List<String> ids) {
    return Finding.warning(
        1,
        Problem.of(id, what)
            .at(
                String.format(
                    Locale.ROOT,
                    "%d of %d samples, such as %s",
                    ids.size(),
                    samples,
                    String.join(", ", ids.subList(0, Math.min(NAMED, ids.size())))))
            .expecting("images from the earliest to the latest date")
            .next("sort the images of each sample by date"));
  }
}
