package org.eobench.encoders.terramind;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eobench.core.weights.CheckpointLayout;
import org.jspecify.annotations.Nullable;

/**
 * The layout of the published checkpoints ({@code TerraMind_v1_base.pt}): flat dictionaries of the
 * whole encoder-decoder. Decoder, tokens of generated modalities and sensors without input bands
 * are unused, as are the biases of the norms, which are zeros.
 */
final class TerraMindCheckpoint {
  static final String EMBEDDINGS = "encoder_embeddings.";

  /** Columns of a projection: which of the checkpoint's bands the model has. */
  private final Map<String, int[]> chosen = new LinkedHashMap<>();

  private final Map<String, Integer> pretrained = new LinkedHashMap<>();
  private final TerraMindConfig config;

  TerraMindCheckpoint(TerraMindConfig config) {
    this.config = config;
    config
        .keys()
        .inputBands()
        .forEach(
            (modality, bands) -> {
              List<String> known = config.pretrained(modality);
              String name = place(config, modality) + "." + ModalityEmbed.PROJECTION;
              chosen.put(name, bands.stream().mapToInt(known::indexOf).toArray());
              pretrained.put(name, known.size());
            });
  }

  /** Where the tensors of a modality are. */
  static String place(TerraMindConfig config, String modality) {
    return EMBEDDINGS + config.key(modality);
  }

  CheckpointLayout layout() {
    return CheckpointLayout.exact()
        .ignoring(this::isUnused)
        .refitting(chosen::containsKey)
        .reshaping(this::fit);
  }

  private boolean isUnused(String key) {
    if (key.startsWith(EMBEDDINGS)) {
      return config.keys().inputBands().keySet().stream()
          .noneMatch(modality -> key.startsWith(place(config, modality) + "."));
    }
    return key.equals("encoder_norm.bias")
        || key.matches("encoder\\.\\d+\\.norm[12]\\.bias")
        || !(key.startsWith("encoder.") || key.startsWith("encoder_norm."));
  }

  /** Chooses the columns of bands; position tables for other images are computed. */
  private float @Nullable [] fit(String name, float[] values, long[] from, long[] to) {
    if (name.endsWith("." + ModalityEmbed.POSITIONS)) {
      return from.length == 3 && from[0] == 1 && from[2] == to[2]
          ? CheckpointLayout.FIRST_VALUES
          : null;
    }
    int[] bands = chosen.get(name);
    Integer known = pretrained.get(name);
    if (bands == null
        || known == null
        || from.length != 2
        || from[0] != to[0]
        || from[1] / known != to[1] / bands.length
        || from[1] % known != 0) {
      return null;
    }
    float[] fitted = new float[Math.toIntExact(to[0] * to[1])];
    for (int i = 0; i < fitted.length; i++) {
      fitted[i] = values[i / bands.length * known + bands[i % bands.length]];
    }
    return fitted;
  }
}
