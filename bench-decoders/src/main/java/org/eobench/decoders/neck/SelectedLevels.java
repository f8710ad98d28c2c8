package org.eobench.decoders.neck;

import ai.djl.ndarray.NDArray;
import java.util.Collections;
import java.util.List;
import org.eobench.core.decoder.DecoderContext;
import org.eobench.core.encoder.EncoderSpec;
import org.eobench.core.encoder.FeatureMaps;
import org.eobench.core.nn.Module;
import org.eobench.decoders.temporal.TemporalFusion;
import org.eobench.decoders.temporal.TemporalKeys;

/**
 * The encoder's maps that a head uses, one for each of its levels, with dates fused: the map of
 * each level, or the deepest map for all. A decoder adds it as a child with an empty name, so that
 * the tensors of the temporal fusion keep their names.
 */
public final class SelectedLevels extends Module {
  private final boolean lastOnly;
  private final int count;
  private final TemporalFusion fusion;

  /**
   * @throws org.eobench.core.error.BenchException if the dates cannot be fused as configured
   */
  public SelectedLevels(DecoderContext context, TemporalKeys keys, FeatureLevels which) {
    lastOnly = which == FeatureLevels.LAST;
    count = context.encoder().levels().size();
    fusion =
        child(
            "",
            lastOnly
                ? TemporalFusion.ofDeepest(context, keys, "tmap")
                : new TemporalFusion(context, keys));
  }

  /** Width and stride of each map. */
  public List<EncoderSpec.Level> levels() {
    return lastOnly ? Collections.nCopies(count, fusion.levels().get(0)) : fusion.levels();
  }

  /** Maps {@code [B,D,(T,)h,w]} per level to {@code [B,D',h',w']} per level. */
  public List<NDArray> forward(FeatureMaps features) {
    return lastOnly
        ? Collections.nCopies(count, fusion.deepest(features))
        : fusion.forward(features).levels();
  }
}
