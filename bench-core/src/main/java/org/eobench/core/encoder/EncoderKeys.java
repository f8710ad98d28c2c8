package org.eobench.core.encoder;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eobench.core.config.bind.Default;
import org.eobench.core.dataset.Band;
import org.eobench.core.encoder.bands.MissingBand;
import org.eobench.core.encoder.bands.MissingBands;
import org.jspecify.annotations.Nullable;

/**
 * The YAML keys that all encoders have.
 *
 * @param encoderWeights path of the checkpoint, or null for random initialisation
 * @param weightsPrefix prefix of the tensor names in the checkpoint, such as {@code model_ema.};
 *     null to search for the one prefix with which all names match
 * @param downloadUrl URL where the authors publish the checkpoint, or null
 * @param inputBands band names by modality, in channel order
 * @param frozenMode whether a frozen encoder runs in evaluation mode (the correct one) or in
 *     training mode (as in Pangaea)
 * @param missingBand what takes the place of a band of {@code inputBands} that the data set lacks
 * @param card facts about the published weights
 */
public record EncoderKeys(
    @Nullable String encoderWeights,
    @Nullable String weightsPrefix,
    @Nullable String downloadUrl,
    Map<String, List<String>> inputBands,
    FrozenMode frozenMode,
    @Default("error") MissingBand missingBand,
    @Default("{family: unknown}") WeightsCard card) {

  public EncoderKeys {
    Map<String, List<String>> bands = new LinkedHashMap<>();
    inputBands.forEach((modality, names) -> bands.put(modality, List.copyOf(names)));
    inputBands = Collections.unmodifiableMap(bands);
    bands.forEach(
        (modality, names) ->
            require(
                !names.isEmpty() && names.stream().distinct().count() == names.size(),
                String.format(
                    Locale.ROOT, "input_bands.%s=%s must name each band once", modality, names)));
    require(!bands.isEmpty(), "input_bands must list at least one modality and its bands");
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  /** The same keys with other bands. */
  public EncoderKeys withBands(Map<String, List<String>> bands) {
    return new EncoderKeys(
        encoderWeights, weightsPrefix, downloadUrl, bands, frozenMode, missingBand, card);
  }

  /**
   * The bands that the encoder takes and a data set lacks.
   *
   * @param offered bands of the data set by modality
   * @param built the encoder; if it was built without missing bands, it no longer names them
   */
  public MissingBands missingBands(Map<String, List<Band>> offered, EncoderSpec built) {
    return new MissingBands(
        missingBand, offered, missingBand == MissingBand.DROP ? inputBands : built.inputBands());
  }

  /** Bands of all modalities in channel order. */
  public List<String> bandNames() {
    return inputBands.values().stream().flatMap(List::stream).toList();
  }
}
