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
 * The maps of an encoder that a head sees, one for each of its levels and with dates fused: each
 * level its own, or the deepest for all. A decoder adds it as a child with an empty name, so that
 * the fusion of dates keeps its names.
 */
public final class SeenLevels extends Module {
  private final boolean lastOnly;
  private final int count;
  private final TemporalFusion fusion;

  /**
   * @throws org.eobench.core.error.BenchException if dates cannot be fused so
   */
  public SeenLevels(DecoderContext context, TemporalKeys keys, FeatureLevels which) {
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

  /** {@code [B,D,(T,)h,w]} per level to {@code [B,D',h',w']} per level. */
  public List<NDArray> forward(FeatureMaps features) {
    return lastOnly
        ? Collections.nCopies(count, fusion.deepest(features))
        : fusion.forward(features).levels();
  }
}
