package org.eobench.core.dataset;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of pixels without data, which are NaN in an {@link Image}.
 *
 * @param rule whether they count
 * @param fill the value that such pixels of a modality hold when an encoder sees them, in the unit
 *     of the data; a modality that is left out gets the mean of each band
 */
public record MissingPixels(Rule rule, Map<String, Double> fill) {
  /** Pixels without data do not count; an encoder sees the mean of the band there. */
  public static final MissingPixels IGNORED = new MissingPixels(Rule.IGNORE, Map.of());

  /** Whether pixels without data count. */
  public enum Rule {
    /**
     * They have no part in statistics, training and scores. A pixel that no band of any modality
     * and date holds data for loses its target.
     */
    IGNORE,
    /** They are filled as the sample is read, with 0 where no value is given, and count. */
    FILL
  }

  public MissingPixels {
    fill = Collections.unmodifiableMap(new LinkedHashMap<>(fill));
  }

  /** The value given for a modality, or null. */
  public @Nullable Double fill(String modality) {
    return fill.get(modality);
  }
}
