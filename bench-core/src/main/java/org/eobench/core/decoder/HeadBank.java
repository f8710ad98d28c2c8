package org.eobench.core.decoder;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.Map;
import org.eobench.core.encoder.FeatureMaps;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link Decoder} also implements if it trains several heads side by side on the features of
 * a frozen encoder, of which one is chosen on the validation split. Each head learns as it would
 * alone: {@link Decoder#predict} returns the logits of all heads, {@code [H·B,K]}, head by head,
 * and the loss is the sum of the heads' own. {@link Decoder#decode} uses the chosen head.
 */
public interface HeadBank {
  /**
   * A head.
   *
   * @param keys the keys in which the heads differ, with their values
   * @param lrFactor factor of the learning rate of its tensors
   * @param weightDecay weight decay of its tensors, or null for that of the optimizer
   * @param prefix beginning of the names of its tensors
   */
  record Head(
      Map<String, String> keys, double lrFactor, @Nullable Double weightDecay, String prefix) {}

  /** The heads, H; of several with the best score, the first is chosen. */
  List<Head> heads();

  /** What the user should know about the heads besides their number, as sentences. */
  List<String> notes();

  /** The logits of each head, {@code [H,B,K]}. */
  NDArray decodeAll(FeatureMaps features);

  /** Chooses the head of {@link Decoder#decode}, from 0. The choice is part of the checkpoint. */
  void choose(int head);

  /** The head that is chosen, the first one if none was. */
  int chosen();
}
