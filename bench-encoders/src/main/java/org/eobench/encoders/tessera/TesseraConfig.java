package org.eobench.encoders.tessera;

import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.eobench.core.config.bind.Inline;
import org.eobench.core.config.bind.Range;
import org.eobench.core.encoder.EncoderConfig;
import org.eobench.core.encoder.EncoderKeys;

/**
 * Config of a TESSERA v2 student. Sizes are called as in its checkpoints.
 *
 * @param keys the keys of every encoder
 * @param inputSize side in pixels of evaluation tiles
 * @param backbones name of the network of each modality in the checkpoint; a modality without input
 *     bands has no series
 * @param series the bands of each series of a modality, in the order of the checkpoint; the dates
 *     of several series follow one after the other
 * @param reprDim values that the checkpoint computes for a pixel
 * @param outputDim the values that are used, the first of {@code repr_dim}
 * @param latentDim a quarter of the width of the networks
 * @param numLayers layers of each network
 * @param nhead attention heads of each layer
 * @param dimFeedforward width inside the feed-forward networks
 * @param enableQkNorm whether queries and keys are normalised
 */
public record TesseraConfig(
    @Inline EncoderKeys keys,
    @Range(min = 1) int inputSize,
    Map<String, String> backbones,
    Map<String, List<List<String>>> series,
    @Range(min = 1) int reprDim,
    @Range(min = 1) int outputDim,
    @Range(min = 1) int latentDim,
    @Range(min = 1) int numLayers,
    @Range(min = 1) int nhead,
    @Range(min = 1) int dimFeedforward,
    boolean enableQkNorm)
    implements EncoderConfig {
  private static final int WIDTHS = 4;

  public TesseraConfig {
    backbones = Collections.unmodifiableMap(new LinkedHashMap<>(backbones));
    series = Collections.unmodifiableMap(new LinkedHashMap<>(series));
    require(
        outputDim <= reprDim,
        String.format(
            Locale.ROOT, "output_dim=%d must be at most repr_dim=%d", outputDim, reprDim));
    require(
        WIDTHS * latentDim % nhead == 0,
        String.format(
            Locale.ROOT,
            "4 x latent_dim=%d must be a multiple of nhead=%d",
            WIDTHS * latentDim,
            nhead));
    for (Map.Entry<String, List<String>> entry : keys.inputBands().entrySet()) {
      requireSeries(entry.getKey(), entry.getValue(), backbones, series);
    }
  }

  private static void requireSeries(
      String modality,
      List<String> bands,
      Map<String, String> backbones,
      Map<String, List<List<String>>> series) {
    List<List<String>> own = series.get(modality);
    require(
        own != null && !own.isEmpty() && backbones.containsKey(modality),
        String.format(
            Locale.ROOT,
            "input_bands has the modality %s, but backbones and series have no network for it;"
                + " they know %s",
            modality,
            String.join(", ", backbones.keySet())));
    List<String> used =
        Objects.requireNonNull(own, modality).stream().flatMap(List::stream).toList();
    require(
        new HashSet<>(used).equals(new HashSet<>(bands)),
        String.format(
            Locale.ROOT,
            "input_bands.%1$s=%2$s must be the bands of series.%1$s=%3$s",
            modality,
            bands,
            own));
    require(
        own.stream().map(List::size).distinct().count() == 1,
        String.format(Locale.ROOT, "series.%s=%s must be series of as many bands", modality, own));
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  /** Width of the networks. */
  int width() {
    return WIDTHS * latentDim;
  }

  /** The series of a modality with input bands. */
  List<List<String>> seriesOf(String modality) {
    return Objects.requireNonNull(series.get(modality), modality);
  }
}
