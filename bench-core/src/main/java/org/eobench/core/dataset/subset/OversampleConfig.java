package org.eobench.core.dataset.subset;

import java.util.List;
import org.eobench.core.config.bind.Default;

/**
 * Keys of {@code dataset.oversample}, which every data set has.
 *
 * @param classes each list adds a copy of every training sample that has a pixel, or the label, of
 *     one of its classes; none by default
 */
public record OversampleConfig(@Default("[]") List<List<String>> classes) {
  /** Every training sample once. */
  public static final OversampleConfig NONE = new OversampleConfig(List.of());

  public OversampleConfig {
    classes = classes.stream().map(List::copyOf).toList();
  }
}
