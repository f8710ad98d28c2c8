package org.eobench.core.run.plan;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.Split;
import org.eobench.core.encoder.Encoder;
import org.eobench.core.encoder.WeightsCard;
import org.eobench.core.encoder.bands.MissingBands;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.preprocess.CropPosition;
import org.eobench.core.preprocess.ImageSpec;
import org.eobench.core.preprocess.ModelNormalization;
import org.eobench.core.preprocess.Normalize;
import org.eobench.core.preprocess.Preprocessor;
import org.eobench.core.preprocess.StepContext;
import org.jspecify.annotations.Nullable;

/**
 * The preprocessing chains of a run.
 *
 * @param chains the chain of each split, by the statistics that it normalises by
 * @param missing the bands that the encoder takes and the data lacks, and what takes their place
 */
public record SplitChains(
    Map<NormalizationSource, Map<Split, Preprocessor>> chains, MissingBands missing) {
  public SplitChains {
    chains = Collections.unmodifiableMap(new EnumMap<>(chains));
  }

  /**
   * The chains as planned.
   *
   * @throws BenchException if a step cannot process its input, the result does not fit the encoder,
   *     or statistics are not known or have no use
   */
  public static SplitChains of(Plan plan, DatasetSpec spec, Encoder encoder) {
    MissingBands lacking = plan.encoderConfig().keys().missingBands(spec.bands(), encoder.spec());
    List<NormalizationSource> sources = plan.config().normalization().each();
    Map<NormalizationSource, Map<Split, Preprocessor>> chains =
        new EnumMap<>(NormalizationSource.class);
    for (NormalizationSource source : sources) {
      ModelNormalization model = normalization(plan, source);
      Map<Split, Preprocessor> each = new EnumMap<>(Split.class);
      for (Split split : Split.values()) {
        each.put(split, chain(plan, split, spec, encoder, lacking, model));
      }
      chains.put(source, each);
    }
    SplitChains all = new SplitChains(chains, lacking);
    Preprocessor test = all.of(Split.TEST, sources.get(0));
    return new SplitChains(chains, lacking.filling(test.output().padded()));
  }

  /**
   * The chain of a split.
   *
   * @param source one of the run's normalisations
   */
  public Preprocessor of(Split split, NormalizationSource source) {
    return Objects.requireNonNull(Objects.requireNonNull(chains.get(source)).get(split));
  }

  /**
   * A chain.
   *
   * @param model the statistics that it normalises by; null for those of the data set
   */
  private static Preprocessor chain(
      Plan plan,
      Split split,
      DatasetSpec spec,
      Encoder encoder,
      MissingBands missing,
      @Nullable ModelNormalization model) {
    StepContext start =
        new StepContext(ImageSpec.of(spec), encoder.spec(), CropPosition.DRAWN, model)
            .replacing(missing.sources());
    Preprocessor chain = new Preprocessor(start, Objects.requireNonNull(plan.steps().get(split)));
    chain.requireFitForEncoder();
    if (model != null && chain.steps().stream().noneMatch(Normalize.class::isInstance)) {
      throw new BenchException(
          ExitCode.CONFIG,
          Problem.of("NothingNormalized", "no step of preprocessing." + split.key() + " normalises")
              .at("normalization=model")
              .expecting("preprocessing with NormalizeMeanStd")
              .next(
                  "leave out normalization, or choose preprocessing such as"
                      + " `preprocessing=cls_resize`"));
    }
    return chain;
  }

  private static @Nullable ModelNormalization normalization(Plan plan, NormalizationSource source) {
    if (source == NormalizationSource.DATA) {
      return null;
    }
    WeightsCard.Statistics statistics = plan.encoderConfig().keys().card().statistics();
    if (statistics == null) {
      throw new BenchException(
          ExitCode.CONFIG,
          Problem.of(
                  "NoPretrainingStatistics",
                  "the statistics of the images that this encoder was pretrained on are not known")
              .at(
                  "normalization="
                      + plan.config().normalization().key()
                      + ", "
                      + plan.encoder().place())
              .expecting("an encoder whose card has statistics, such as `encoder=prithvi`")
              .next(
                  "give `normalization=data`, or add card.statistics to the encoder's file as in"
                      + " configs/encoder/prithvi.yaml"));
    }
    return new ModelNormalization(statistics, plan.config().normalizationScale());
  }
}
