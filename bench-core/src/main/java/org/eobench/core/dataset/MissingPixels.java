package org.eobench.core.dataset;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The treatment of pixels without data, which are NaN in an {@link Image}.
 *
 * @param rule whether these pixels are used
 * @param fill value of such pixels in an encoder's input by modality, in the unit of the data;
 *     other modalities get the mean of each band
 */
public record MissingPixels(Rule rule, Map<String, Double> fill) {
  /** Pixels without data are ignored; in the encoder's input they are the mean of the band. */
  public static final MissingPixels IGNORED = new MissingPixels(Rule.IGNORE, Map.of());

  /** Whether pixels without data are used. */
  public enum Rule {
    /**
     * They are excluded from statistics, training and scores. A pixel without data in all bands,
     * modalities and dates loses its target.
     */
    IGNORE,
    /** They are filled when the sample is read, with 0 by default, and used. */
    FILL
  }

  public MissingPixels {
    fill = Collections.unmodifiableMap(new LinkedHashMap<>(fill));
  }

  /** The fill value of a modality, or null. */
  public @Nullable Double fill(String modality) {
    return fill.get(modality);
  }
}
