package org.eobench.encoders.olmoearth;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.eobench.core.config.bind.Default;
import org.eobench.core.config.bind.Inline;
import org.eobench.core.config.bind.Range;
import org.eobench.core.encoder.EncoderConfig;
import org.eobench.core.encoder.EncoderKeys;
import org.eobench.core.encoder.VitShape;
import org.eobench.core.error.Suggest;
import org.jspecify.annotations.Nullable;

/**
 * Config of the OlmoEarth encoder.
 *
 * @param keys the keys of every encoder
 * @param shape the size of the transformer; images are enlarged for a patch size below {@code
 *     base_patch_size}
 * @param modalityKeys name of each modality in the checkpoint; those without input bands are unused
 * @param bandSets the bands of each modality that form one token, in the order of the checkpoint;
 *     input bands contain all bands of a set or none
 * @param basePatchSize patch size of the checkpoint's projections
 * @param pixelHidden values per pixel before the projection of patches (v1.1, v1.2); null for a
 *     projection of the bands themselves (v1)
 * @param positions how tokens know their date and place
 * @param missingDates dates (from 0) without images, by modality, for data sets that lack the same
 *     ones in every sample; their tokens are left out
 * @param stdMultiplier normalised images (mean 0, standard deviation 1) are rescaled so that this
 *     many standard deviations on both sides become 0 to 1, as in pretraining; null leaves images
 *     unchanged
 * @param inputRes ground resolution in metres per pixel to assume for all images; null uses each
 *     image's own, or 10 if it is unknown
 * @param defaultMonth month, 1 to 12, of images whose date is unknown
 */
public record OlmoEarthConfig(
    @Inline EncoderKeys keys,
    @Inline VitShape shape,
    Map<String, String> modalityKeys,
    Map<String, List<List<String>>> bandSets,
    @Range(min = 1) int basePatchSize,
    @Nullable @Range(min = 1) Integer pixelHidden,
    Positions positions,
    @Default("{}") Map<String, List<Integer>> missingDates,
    @Nullable @Range(above = 0) Double stdMultiplier,
    @Nullable @Range(above = 0) Double inputRes,
    @Range(min = 1, max = 12) int defaultMonth)
    implements EncoderConfig {
  /** The codes of band set, date, month and place each take a quarter of the width. */
  private static final int CODES = 4;

  /** How tokens know their date and place. */
  public enum Positions {
    /** Fixed codes of the date's index and the place are added (v1, v1.1). */
    ABSOLUTE,
    /** Queries and keys are rotated by date, row and column with learned frequencies (v1.2). */
    ROTARY
  }

  /**
   * A band set of which the images have all bands.
   *
   * @param index its number in the checkpoint
   * @param channels its bands in the modality's image
   */
  record PresentSet(int index, List<Integer> channels) {
    PresentSet {
      channels = List.copyOf(channels);
    }
  }

  public OlmoEarthConfig {
    modalityKeys = Map.copyOf(modalityKeys);
    bandSets = Map.copyOf(bandSets);
    missingDates = Map.copyOf(missingDates);
    require(
        shape.embedDim() % (CODES * CODES) == 0,
        String.format(
            Locale.ROOT, "embed_dim=%d must be a multiple of %d", shape.embedDim(), CODES * CODES));
    require(
        shape.patchSize() <= basePatchSize,
        String.format(
            Locale.ROOT,
            "patch_size=%d must be at most base_patch_size=%d",
            shape.patchSize(),
            basePatchSize));
    require(
        positions == Positions.ABSOLUTE || shape.embedDim() / shape.numHeads() % 2 == 0,
        "positions=rotary needs an even number of features per head");
    for (String modality : keys.inputBands().keySet()) {
      require(
          modalityKeys.containsKey(modality) && bandSets.containsKey(modality),
          String.format(
              Locale.ROOT,
              "input_bands.%s is not in modality_keys and band_sets; %s",
              modality,
              Suggest.sentence(modality, modalityKeys.keySet())));
      present(keys, bandSets, modality);
    }
  }

  private static List<PresentSet> present(
      EncoderKeys keys, Map<String, List<List<String>>> bandSets, String modality) {
    List<String> given = Objects.requireNonNull(keys.inputBands().get(modality));
    List<List<String>> sets = Objects.requireNonNull(bandSets.get(modality));
    List<String> known = sets.stream().flatMap(List::stream).toList();
    for (String band : given) {
      require(
          known.contains(band),
          String.format(
              Locale.ROOT,
              "input_bands.%s lists %s, which is not in band_sets; %s",
              modality,
              band,
              Suggest.sentence(band, known)));
    }
    List<PresentSet> present = new ArrayList<>();
    for (int i = 0; i < sets.size(); i++) {
      List<String> lacking = sets.get(i).stream().filter(band -> !given.contains(band)).toList();
      require(
          lacking.isEmpty() || lacking.size() == sets.get(i).size(),
          String.format(
              Locale.ROOT,
              "input_bands.%s lacks %s: OlmoEarth needs the bands %s together",
              modality,
              String.join(", ", lacking),
              String.join(", ", sets.get(i))));
      if (lacking.isEmpty()) {
        present.add(new PresentSet(i, sets.get(i).stream().map(given::indexOf).toList()));
      }
    }
    return present;
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  /** The band sets of the images of a modality. */
  List<PresentSet> present(String modality) {
    return present(keys, bandSets, modality);
  }

  /**
   * The dates of a modality that have images.
   *
   * @throws IllegalArgumentException if there are none
   */
  List<Integer> dates(String modality, int frames) {
    List<Integer> missing = missingDates.getOrDefault(modality, List.of());
    List<Integer> dates =
        IntStream.range(0, frames).filter(date -> !missing.contains(date)).boxed().toList();
    require(
        !dates.isEmpty() && missing.stream().allMatch(date -> date >= 0 && date < frames),
        String.format(
            Locale.ROOT,
            "missing_dates.%s=%s must leave at least one of the dates 0..%d",
            modality,
            missing,
            frames - 1));
    return dates;
  }

  /** Name of a modality in the checkpoint. */
  String key(String modality) {
    return Objects.requireNonNull(modalityKeys.get(modality));
  }

  /** Number of band sets of a modality in the checkpoint. */
  int sets(String modality) {
    return Objects.requireNonNull(bandSets.get(modality)).size();
  }

  /** Width of each of the four codes. */
  int codeWidth() {
    return shape.embedDim() / CODES;
  }
}
