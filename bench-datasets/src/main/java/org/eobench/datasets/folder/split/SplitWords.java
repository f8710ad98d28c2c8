package org.eobench.datasets.folder.split;

import java.util.Locale;
import java.util.Optional;
import org.eobench.core.dataset.Split;

/** The words for splits that benchmarks use in tables and attributes. */
public final class SplitWords {
  /** The words, for messages. */
  public static final String KNOWN =
      "train, val or test, or training, valid, validation, dev, testing";

  /** In {@code split.values}: images of that value are of no split. */
  static final String NONE = "none";

  private SplitWords() {}

  /** The split of a word; empty for another word. */
  public static Optional<Split> of(String text) {
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "train", "training" -> Optional.of(Split.TRAIN);
      case "val", "valid", "validation", "dev" -> Optional.of(Split.VAL);
      case "test", "testing" -> Optional.of(Split.TEST);
      default -> Optional.empty();
    };
  }
}
