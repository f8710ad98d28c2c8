package org.eobench.core.optim;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;

/**
 * Learning rates that fall from the last block of an encoder to the first (Bao et al. 2021, "BEiT",
 * arXiv:2106.08254): with L blocks, a tensor of block n (from 0) has the factor {@code
 * decay^(L-n)}, one before the first block, such as the patch embedding, {@code decay^(L+1)}, and
 * one after the last block 1, as the decoder has.
 *
 * <p>A block is an item of a list called blocks, layers, stages and so on; in stages that hold
 * blocks, an item of the inner list, counted through all stages. Tensors between two blocks, such
 * as those that merge patches, belong to the block before them.
 */
final class LayerDecay {
  private static final String ENCODER = "encoder.";
  private static final int SHOWN = 3;

  private static final Pattern BLOCK =
      Pattern.compile(
          "(?<trunk>(?:[^.]+\\.)*?)"
              + "(?:(?:features|stages)(?:\\.\\d+){1,2}|(?:blocks|layers|layer\\d+|resblocks)\\.\\d+)"
              + "(?:\\.(?:blocks|layers)\\.\\d+)?(?=\\.)");

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
    Set<String> blocks = new LinkedHashSet<>();
    Set<String> trunks = new LinkedHashSet<>();
    Map<String, Integer> layers = new LinkedHashMap<>();
    List<String> after = new ArrayList<>();
    for (String name : names) {
      if (name.startsWith(ENCODER)) {
        Matcher block = BLOCK.matcher(name);
        if (!block.lookingAt()) {
          after.add(name);
        } else if (blocks.add(block.group())) {
          trunks.add(block.group("trunk"));
          after.clear();
        }
        layers.put(name, blocks.size());
      }
    }
    if (trunks.size() != 1) {
      throw noBlocks(layers.keySet(), trunks);
    }
    after.forEach(name -> layers.put(name, blocks.size() + 1));
    Map<String, Double> factors = new LinkedHashMap<>();
    names.forEach(
        name ->
            factors.put(
                name,
                Math.pow(
                    decay, blocks.size() + 1.0 - layers.getOrDefault(name, blocks.size() + 1))));
    return factors;
  }

  private static BenchException noBlocks(Collection<String> encoder, Set<String> trunks) {
    return new BenchException(
        ExitCode.CONFIG,
        Problem.of(
                "NoBlocks",
                trunks.isEmpty()
                    ? "layer_decay needs the blocks of the encoder, but it has none"
                    : "layer_decay needs one sequence of blocks, but the encoder has several: below"
                        + " "
                        + String.join(", ", trunks))
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
