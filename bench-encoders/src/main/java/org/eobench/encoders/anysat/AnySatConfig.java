package org.eobench.encoders.anysat;

import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eobench.core.config.bind.Inline;
import org.eobench.core.config.bind.Range;
import org.eobench.core.encoder.EncoderConfig;
import org.eobench.core.encoder.EncoderKeys;

/**
 * Config of the AnySat encoder.
 *
 * @param keys the keys of every encoder
 * @param inputSize side in pixels of evaluation tiles, of the first modality
 * @param modalityKeys name of each modality in the checkpoint
 * @param pretrainedBands the bands of each modality in the order of the checkpoint; input bands
 *     list all of a modality or none
 * @param embedDim D, features per token
 * @param depth plain blocks, before the last one that joins the sensors
 * @param numHeads attention heads per block
 * @param mlpRatio hidden width of a block's MLP as a multiple of D
 * @param patchMetres side of a patch on the ground, a multiple of 10
 * @param output what the feature map holds
 */
public record AnySatConfig(
    @Inline EncoderKeys keys,
    @Range(min = 1) int inputSize,
    Map<String, String> modalityKeys,
    Map<String, List<String>> pretrainedBands,
    @Range(min = 64) int embedDim,
    @Range(min = 1) int depth,
    @Range(min = 1) int numHeads,
    @Range(above = 0) double mlpRatio,
    @Range(min = 10) int patchMetres,
    AnySatOutput output)
    implements EncoderConfig {
  /** Heads of the attention to dates; also groups of a norm. */
  static final int DATE_HEADS = 16;

  private static final int CELL_METRES = 10;

  public AnySatConfig {
    modalityKeys = Collections.unmodifiableMap(new LinkedHashMap<>(modalityKeys));
    pretrainedBands = Collections.unmodifiableMap(new LinkedHashMap<>(pretrainedBands));
    require(
        patchMetres % CELL_METRES == 0,
        String.format(
            Locale.ROOT, "patch_metres=%d must be a multiple of %d", patchMetres, CELL_METRES));
    int parts = 4 * DATE_HEADS;
    require(
        embedDim % parts == 0 && embedDim % numHeads == 0,
        String.format(
            Locale.ROOT,
            "embed_dim=%d must be a multiple of %d and of num_heads=%d",
            embedDim,
            parts,
            numHeads));
    for (Map.Entry<String, List<String>> entry : keys.inputBands().entrySet()) {
      String key = modalityKeys.get(entry.getKey());
      require(
          key != null,
          String.format(
              Locale.ROOT,
              "input_bands has the modality %1$s, which modality_keys lacks; add"
                  + " modality_keys.%1$s",
              entry.getKey()));
      Sensor.of(String.valueOf(key));
      List<String> trained = pretrainedBands.getOrDefault(entry.getKey(), List.of());
      require(
          new HashSet<>(entry.getValue()).equals(new HashSet<>(trained)),
          String.format(
              Locale.ROOT,
              "input_bands.%1$s=%2$s must be the bands of pretrained_bands.%1$s=%3$s",
              entry.getKey(),
              entry.getValue(),
              trained));
    }
    String first = keys.inputBands().keySet().iterator().next();
    int side =
        patchMetres / CELL_METRES * Sensor.of(modalityKeys.getOrDefault(first, first)).pixels();
    require(
        inputSize % side == 0,
        String.format(
            Locale.ROOT,
            "input_size=%d must be a multiple of the %d pixels of a patch (patch_metres=%d)",
            inputSize,
            side,
            patchMetres));
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  /** Cells of 10 m along one side of a patch. */
  int cells() {
    return patchMetres / CELL_METRES;
  }

  /** The channel of each band of the checkpoint in the images of a modality. */
  long[] channels(String modality) {
    List<String> given = keys.inputBands().getOrDefault(modality, List.of());
    return pretrainedBands.getOrDefault(modality, List.of()).stream()
        .mapToLong(given::indexOf)
        .toArray();
  }

  /** Hidden width of a block's MLP. */
  int hidden() {
    return (int) (embedDim * mlpRatio);
  }

  /** The sensor of a modality with input bands. */
  Sensor sensor(String modality) {
    return Sensor.of(String.valueOf(modalityKeys.get(modality)));
  }
}
