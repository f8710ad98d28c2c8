package org.eobench.encoders.terramind;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.eobench.core.config.bind.Inline;
import org.eobench.core.encoder.EncoderConfig;
import org.eobench.core.encoder.EncoderKeys;
import org.eobench.core.encoder.FinalNorm;
import org.eobench.core.encoder.VitShape;
import org.eobench.core.error.Suggest;

/**
 * Config of the TerraMind encoder.
 *
 * @param keys the keys of every encoder
 * @param shape the size of the transformer; {@code mlp_ratio} is that of an MLP with as many
 *     weights as the gated network of a block
 * @param modalityKeys name of each modality in the checkpoint; those without input bands are unused
 * @param pretrainedBands the bands of each modality in the order of the checkpoint
 * @param tableSize side in pixels of the images of the position tables, which are interpolated for
 *     other images
 * @param finalNorm the maps to which the last layer norm is applied
 */
public record TerraMindConfig(
    @Inline EncoderKeys keys,
    @Inline VitShape shape,
    Map<String, String> modalityKeys,
    Map<String, List<String>> pretrainedBands,
    int tableSize,
    FinalNorm finalNorm)
    implements EncoderConfig {

  public TerraMindConfig {
    modalityKeys = Map.copyOf(modalityKeys);
    pretrainedBands = new LinkedHashMap<>(pretrainedBands);
    if (tableSize <= 0 || tableSize % shape.patchSize() != 0) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "table_size=%d must be a multiple of patch_size=%d",
              tableSize,
              shape.patchSize()));
    }
    for (Map.Entry<String, List<String>> modality : keys.inputBands().entrySet()) {
      String name = modality.getKey();
      requireKnown("input_bands: the modality", name, "modality_keys", modalityKeys.keySet());
      List<String> known = pretrainedBands.get(name);
      if (known == null) {
        requireKnown(
            "input_bands: the modality", name, "pretrained_bands", pretrainedBands.keySet());
        continue;
      }
      modality
          .getValue()
          .forEach(
              band ->
                  requireKnown(
                      "input_bands." + name + ":", band, "pretrained_bands." + name, known));
    }
  }

  @Override
  public TerraMindConfig withBands(Map<String, List<String>> bands) {
    return new TerraMindConfig(
        keys.withBands(bands), shape, modalityKeys, pretrainedBands, tableSize, finalNorm);
  }

  private static void requireKnown(
      String what, String name, String where, Collection<String> known) {
    if (!known.contains(name)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s %s is not in %s; %s",
              what,
              name,
              where,
              Suggest.sentence(name, known)));
    }
  }

  /** Name of a modality in the checkpoint. */
  String key(String modality) {
    return Objects.requireNonNull(modalityKeys.get(modality), modality);
  }

  /** Bands of a modality in the order of the checkpoint. */
  List<String> pretrained(String modality) {
    return Objects.requireNonNull(pretrainedBands.get(modality), modality);
  }

  /** Patches along one side of the position tables. */
  int tableGrid() {
    return tableSize / shape.patchSize();
  }

  /** Hidden width of the gated network. */
  int hidden() {
    return shape.hidden() * 2 / 3;
  }
}
