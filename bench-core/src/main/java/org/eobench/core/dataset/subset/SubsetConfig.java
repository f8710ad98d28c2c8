package org.eobench.core.dataset.subset;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.eobench.core.config.bind.Default;
import org.eobench.core.config.bind.Range;
import org.eobench.core.dataset.Split;
import org.jspecify.annotations.Nullable;

/**
 * Keys of {@code dataset.subset}, which every data set has. At most one of {@code fraction}, {@code
 * k_shot} and {@code index} is set; without any, all samples are used.
 *
 * @param fraction share of the samples in {@code (0,1]}
 * @param kShot samples of each class
 * @param strategy how a fraction is drawn; null for {@link SubsetStrategy#STRATIFIED}
 * @param seed seed of the draw; null for the seed of the run
 * @param splits the splits that are reduced: {@code train}, or also {@code val}
 * @param index an index file with the samples, {@code subset.json} of another run
 * @param bins bins of Pangaea's strategies for each class, or for measured values; null for three
 */
public record SubsetConfig(
    @Nullable Double fraction,
    @Range(min = 1) @Nullable Integer kShot,
    @Nullable SubsetStrategy strategy,
    @Nullable Long seed,
    @Default("[train]") List<String> splits,
    @Nullable Path index,
    @Range(min = 1, max = 1000) @Nullable Integer bins) {
  /** Pangaea's {@code stratification_bins}. */
  private static final int BINS = 3;

  /** All samples. */
  public static final SubsetConfig ALL =
      new SubsetConfig(null, null, null, null, List.of(Split.TRAIN.key()), null);

  /** With the usual number of bins. */
  public SubsetConfig(
      @Nullable Double fraction,
      @Nullable Integer kShot,
      @Nullable SubsetStrategy strategy,
      @Nullable Long seed,
      List<String> splits,
      @Nullable Path index) {
    this(fraction, kShot, strategy, seed, splits, index, null);
  }

  public SubsetConfig {
    splits = List.copyOf(splits);
    if (fraction != null && !(fraction > 0 && fraction <= 1)) {
      throw new IllegalArgumentException(
          "fraction=" + fraction + " must be more than 0 and at most 1, such as 0.1 for 10 %");
    }
    if (fraction != null && kShot != null) {
      throw new IllegalArgumentException(
          "k_shot and fraction exclude each other: give one of them, and the other as null");
    }
    if (index != null && (fraction != null || kShot != null)) {
      throw new IllegalArgumentException(
          "index lists the samples, so that fraction and k_shot must be null");
    }
    boolean draws = fraction != null || kShot != null;
    if (!draws && (strategy != null || seed != null)) {
      throw new IllegalArgumentException(
          (strategy != null ? "strategy" : "seed")
              + " is of no use without fraction or k_shot, which say how much is drawn");
    }
    if (kShot != null && strategy != null && strategy != SubsetStrategy.BALANCED) {
      throw new IllegalArgumentException(
          "strategy="
              + strategy.key()
              + " must be balanced or null with k_shot, which draws equally many of each class");
    }
    if (bins != null && (strategy == null || !strategy.ofPangaea())) {
      throw new IllegalArgumentException(
          "bins=" + bins + " is of no use without strategy=pangaea_stratified or _oversampled");
    }
    List<String> reducible = List.of(Split.TRAIN.key(), Split.VAL.key());
    if (splits.isEmpty() || !reducible.containsAll(splits)) {
      throw new IllegalArgumentException(
          "splits=" + splits + " must be [train] or [train, val]; the test split stays whole");
    }
  }

  /** Whether anything is left out. */
  public boolean active() {
    return fraction != null || kShot != null || index != null;
  }

  /** The strategy of a draw. */
  SubsetStrategy drawnBy() {
    return kShot != null
        ? SubsetStrategy.BALANCED
        : Objects.requireNonNullElse(strategy, SubsetStrategy.STRATIFIED);
  }

  /** Bins of Pangaea's strategies. */
  int binned() {
    return bins == null ? BINS : bins;
  }

  /** Whether a split is reduced by a draw. */
  boolean reduces(Split split) {
    return splits.contains(split.key());
  }

  /** The size of a draw, such as {@code fraction=0.1} or {@code k_shot=5}. */
  String size() {
    return fraction != null
        ? String.format(Locale.ROOT, "fraction=%s", fraction)
        : "k_shot=" + kShot;
  }
}
