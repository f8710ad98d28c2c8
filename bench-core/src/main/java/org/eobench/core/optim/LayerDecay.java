package org.eobench.core.optim;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.nn.LayerOrder;

/**
 * Learning rates that fall from the last block of an encoder to the first (Bao et al. 2021, "BEiT",
 * arXiv:2106.08254): with L blocks, a tensor of block n (from 0) has the factor {@code
 * decay^(L-n)}, one before the first block, such as the patch embedding, {@code decay^(L+1)}, and
 * one after the last block 1, as the decoder has. {@link LayerOrder} says what a block is.
 */
final class LayerDecay {
  private static final String ENCODER = "encoder.";
  private static final int SHOWN = 3;

  private LayerDecay() {}

  /**
   * The factor of each tensor.
   *
   * @param names all tensors of the model, in its order; those of the encoder begin with {@code
   *     encoder.}
   * @param decay factor from one block to the block before it, in (0, 1]
   * @throws BenchException {@code NoBlocks} if no tensor of the encoder is in a block, or its
   *     blocks are not one sequence
   */
  static Map<String, Double> factors(Collection<String> names, double decay) {
    LayerOrder order =
        LayerOrder.of(names.stream().filter(name -> name.startsWith(ENCODER)).toList());
    if (!order.isSequence()) {
      throw noBlocks(order);
    }
    Map<String, Double> factors = new LinkedHashMap<>();
    names.forEach(
        name ->
            factors.put(
                name,
                Math.pow(
                    decay,
                    order.blocks() + 1.0 - order.layers().getOrDefault(name, order.blocks() + 1))));
    return factors;
  }

  private static BenchException noBlocks(LayerOrder order) {
    Collection<String> encoder = order.layers().keySet();
    return new BenchException(
        ExitCode.CONFIG,
        Problem.of(
                "NoBlocks",
                order.trunks().isEmpty()
                    ? "layer_decay needs the blocks of the encoder, but it has none"
                    : "layer_decay needs one sequence of blocks, but " + order.fault())
            .at("optimizer.layer_decay")
            .expecting(
                "names such as encoder.blocks.0.attn.qkv.weight; this encoder has "
                    + (encoder.isEmpty()
                        ? "no tensors"
                        : String.join(", ", encoder.stream().limit(SHOWN).toList())))
            .next(
                "give its tensors rates with `optimizer.groups`, or leave out"
                    + " optimizer.layer_decay"));
  }
}
