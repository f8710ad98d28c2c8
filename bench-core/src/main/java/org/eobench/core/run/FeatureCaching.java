package org.eobench.core.run;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.eobench.core.encoder.FrozenMode;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.features.CacheMode;
import org.eobench.core.features.CacheUse;
import org.eobench.core.features.CachedEncoding;
import org.eobench.core.features.RoundingError;
import org.eobench.core.features.Trials;
import org.eobench.core.features.store.FeatureFolder;
import org.eobench.core.features.store.FeatureStore;
import org.eobench.core.features.store.StoreLimits;
import org.eobench.core.features.store.StoredType;
import org.eobench.core.loader.KnownFeatures;
import org.eobench.core.model.EoModel;
import org.eobench.core.model.FineTuning;
import org.eobench.core.run.plan.Plan;
import org.jspecify.annotations.Nullable;

/**
 * The feature cache of a run. It begins again for each of training and test, because loading a
 * checkpoint may change the encoder's weights.
 */
final class FeatureCaching implements AutoCloseable {
  private static final double GIB = 1L << 30;
  private static final double MIB = 1L << 20;

  private final Plan plan;
  private final RunSetup setup;
  private final Consumer<String> say;
  private final CacheMode mode;
  private final Set<String> notes = new LinkedHashSet<>();
  private CacheUse done;
  private @Nullable FeatureStore store;
  private @Nullable CachedEncoding encoding;

  FeatureCaching(Plan plan, RunSetup setup, Consumer<String> say) {
    this(plan, setup, say, plan.config().cacheMode());
  }

  private FeatureCaching(Plan plan, RunSetup setup, Consumer<String> say, CacheMode mode) {
    this.plan = plan;
    this.setup = setup;
    this.say = say;
    this.mode = mode;
    this.done = CacheUse.none(mode, plan.config().storedType());
  }

  /** Every image goes through the encoder. */
  static FeatureCaching none(Plan plan, RunSetup setup) {
    return new FeatureCaching(plan, setup, said -> {}, CacheMode.OFF);
  }

  /**
   * Refuses a run that requires the cache and cannot use it.
   *
   * @throws BenchException with the reason
   */
  void requirePossible() {
    String obstacle = obstacle();
    if (mode == CacheMode.REQUIRE && obstacle != null) {
      throw refusal(obstacle);
    }
    if (rounds() && (mode == CacheMode.OFF || obstacle != null)) {
      throw nothingToRound(obstacle == null ? "feature_cache=off" : obstacle);
    }
  }

  /** Why features cannot be kept at all; null if they can. */
  private @Nullable String obstacle() {
    if (trains()) {
      return "the encoder, or a part of it, is trained, so its features change";
    }
    if (setup.fineTuning().frozenMode() == FrozenMode.TRAIN) {
      return "encoder.frozen_mode=train lets dropout and batch statistics change its features";
    }
    if (setup.model().encoder().storedMaps() != null) {
      return "its features are read from files already";
    }
    int devices = plan.config().task().trainer().devices();
    if (plan.config().train() && devices > 1) {
      return "task.trainer.devices=" + devices + " share each batch, and none has all features";
    }
    boolean gpu = setup.ops().manager().getDevice().isGpu();
    return gpu && mode == CacheMode.AUTO
        ? "a GPU usually encodes faster than a disk reads; feature_cache=require keeps them anyway"
        : null;
  }

  private boolean trains() {
    return FineTuning.trained(setup.model()).keySet().stream()
        .anyMatch(name -> name.startsWith(EoModel.ENCODER));
  }

  private boolean rounds() {
    return plan.config().storedType() != StoredType.FP32;
  }

  private BenchException nothingToRound(String why) {
    return new BenchException(
        ExitCode.CONFIG,
        Problem.of("FeaturesNotKept", "no feature of this run is kept, so none is rounded: " + why)
            .at("feature_cache_dtype=" + plan.config().storedType().key())
            .expecting("a frozen encoder and feature_cache=auto or require")
            .next("leave out feature_cache_dtype"));
  }

  private static BenchException refusal(String why) {
    return new BenchException(
        ExitCode.CONFIG,
        Problem.of("FeaturesNotKept", "the features of this run cannot be kept: " + why)
            .at("feature_cache=require")
            .expecting("a frozen encoder whose input is the same in every epoch")
            .next(
                "give `feature_cache=auto`, which keeps what it can; where random crops are the"
                    + " reason, let the epochs repeat some with `crops_per_image=4`, or choose"
                    + " preprocessing without them, such as `preprocessing=seg_resize`"));
  }

  /** Opens the store for the encoder's present weights; {@link #end} closes it. */
  void begin() {
    if (mode == CacheMode.OFF) {
      return;
    }
    String obstacle = obstacle();
    if (obstacle != null) {
      notes.add("not used: " + obstacle);
      if (!trains()) {
        say.accept("feature cache: not used: " + obstacle);
      }
      return;
    }
    EncoderFacts facts = EncoderFacts.of(plan, setup);
    FeatureFolder all = FeatureFolder.within(plan.config().cacheDir());
    StoreLimits limits =
        new StoreLimits((long) (plan.config().featureCacheGb() * GIB), StoreLimits.SPARED);
    FeatureStore opened =
        new FeatureStore(
            all, facts.identity(), plan.config().storedType(), facts.about(), limits, this::note);
    store = opened;
    Trials trials = Trials.ofProcess(opened.folder());
    encoding =
        new CachedEncoding(setup.model().encoder(), setup.ops(), opened, trials, this::notKept);
    done = done.in(opened.folder());
  }

  private void notKept(String why) {
    if (mode == CacheMode.REQUIRE) {
      throw refusal(why);
    }
    note(why);
  }

  private synchronized void note(String text) {
    if (notes.add(text)) {
      say.accept("feature cache: " + text);
    }
  }

  /** The model, past whose encoder known features go. */
  EoModel model() {
    return encoding == null ? setup.model() : setup.model().with(encoding);
  }

  /** For loaders of whole images; null if every sample is to be decoded. */
  @Nullable KnownFeatures features() {
    return encoding;
  }

  /** Writes and closes the store. */
  void end() {
    CachedEncoding ended = encoding;
    FeatureStore closing = store;
    if (ended == null || closing == null) {
      return;
    }
    closing.close();
    done = done.plus(ended.counts(), closing.counts());
    encoding = null;
    store = null;
  }

  @Override
  public void close() {
    end();
  }

  /** What it did, in a sentence; empty if it was not used. */
  Optional<String> summary() {
    CacheUse use = use();
    long all = use.hits() + use.misses() + use.changing();
    return use.store() == null || all == 0
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "feature cache: %,d of %,d inputs of the encoder found, %,d computed and kept%s,"
                    + " %,d not kept; %.1f MiB read, %.1f MiB written%s",
                use.hits(),
                all,
                use.misses(),
                notes.stream().anyMatch(note -> note.startsWith(FeatureStore.FULL))
                    ? " while there was room"
                    : "",
                use.changing(),
                use.bytesRead() / MIB,
                use.bytesWritten() / MIB,
                rounding(use)));
  }

  private String rounding(CacheUse use) {
    RoundingError error = use.rounding();
    return error == null || !rounds()
        ? ""
        : String.format(
            Locale.ROOT,
            "; features are rounded to %s: by %.3g of their size in the mean, and at most by %.3g"
                + " of the largest of a map",
            use.dtype(),
            error.mean(),
            error.largest());
  }

  /** What it did. */
  CacheUse use() {
    return done.noting(notes);
  }
}
