package org.eobench.core.encoder;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.eobench.core.dataset.Acquisition;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;

/**
 * Output of an encoder.
 *
 * @param levels one map per level of its {@link EncoderSpec}, {@code [B,D,(T,)h,w]}
 * @param acquisitions when and where each of the B samples was taken, for decoders that fuse dates;
 *     empty if unknown
 * @param classTokens the class token of each level, {@code [B,D]}; there if the decoder {@link
 *     org.eobench.core.decoder.Decoder#readsClassTokens reads} them and the encoder has one, else
 *     perhaps empty
 */
public record FeatureMaps(
    List<NDArray> levels, List<Acquisition> acquisitions, List<NDArray> classTokens) {
  public FeatureMaps {
    levels = List.copyOf(levels);
    acquisitions = List.copyOf(acquisitions);
    classTokens = List.copyOf(classTokens);
  }

  /** Maps without class tokens. */
  public FeatureMaps(List<NDArray> levels, List<Acquisition> acquisitions) {
    this(levels, acquisitions, List.of());
  }

  /** Maps of samples whose acquisition dates and places are unknown. */
  public FeatureMaps(List<NDArray> levels) {
    this(levels, List.of());
  }

  /** The same acquisitions and class tokens with other maps. */
  public FeatureMaps with(List<NDArray> levels) {
    return new FeatureMaps(levels, acquisitions, classTokens);
  }

  /** The same maps with other acquisitions. */
  public FeatureMaps taken(List<Acquisition> acquisitions) {
    return new FeatureMaps(levels, acquisitions, classTokens);
  }

  /** The maps, then the class tokens. */
  public List<NDArray> arrays() {
    List<NDArray> all = new ArrayList<>(levels);
    all.addAll(classTokens);
    return Collections.unmodifiableList(all);
  }

  /**
   * The class token of each level, {@code [B,D]}.
   *
   * @throws BenchException if there are none
   */
  public List<NDArray> requireClassTokens() {
    if (classTokens.isEmpty()) {
      throw GlobalFeatures.noClassToken();
    }
    return classTokens;
  }

  /**
   * The maps without a time axis, {@code [B,D,h,w]}.
   *
   * @throws BenchException if there are several dates
   */
  public FeatureMaps singleDate() {
    return with(levels.stream().map(FeatureMaps::singleDate).toList());
  }

  private static NDArray singleDate(NDArray map) {
    if (map.getShape().dimension() == 4) {
      return map;
    }
    long dates = map.getShape().get(2);
    if (dates != 1) {
      throw new BenchException(
          ExitCode.CONFIG,
          Problem.of(
                  "SeveralDates", "this decoder takes one date, but the encoder returns " + dates)
              .expecting("a decoder that fuses dates, or a data set with one date"));
    }
    return map.squeeze(2);
  }

  /** The deepest map. */
  public NDArray last() {
    return levels.get(levels.size() - 1);
  }
}
