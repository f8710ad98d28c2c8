package org.eobench.core.nn;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The order of the layers of an encoder, as the names of its tensors tell it: what precedes the
 * blocks, such as the patch embedding, is layer 0; the L blocks are layers 1 to L; what follows the
 * last block, such as a norm, is layer L+1.
 *
 * <p>A block is an item of a list called blocks, layers, stages and so on; in stages that hold
 * blocks, an item of the inner list, counted through all stages. Tensors between two blocks, such
 * as those that merge patches, belong to the block before them.
 *
 * @param layers the layer of each tensor
 * @param blocks L, the number of blocks
 * @param trunks what the names of blocks begin with; more than one if there are several sequences
 *     of blocks
 */
public record LayerOrder(Map<String, Integer> layers, int blocks, Set<String> trunks) {
  private static final Pattern BLOCK =
      Pattern.compile(
          "(?<trunk>(?:[^.]+\\.)*?)"
              + "(?:(?:features|stages)(?:\\.\\d+){1,2}|(?:blocks|layers|layer\\d+|resblocks)\\.\\d+)"
              + "(?:\\.(?:blocks|layers)\\.\\d+)?(?=\\.)");

  public LayerOrder {
    layers = Collections.unmodifiableMap(new LinkedHashMap<>(layers));
    trunks = Collections.unmodifiableSet(new LinkedHashSet<>(trunks));
  }

  /**
   * Reads the order.
   *
   * @param names the tensors of an encoder, in its order
   */
  public static LayerOrder of(Collection<String> names) {
    Set<String> blocks = new LinkedHashSet<>();
    Set<String> trunks = new LinkedHashSet<>();
    Map<String, Integer> layers = new LinkedHashMap<>();
    List<String> after = new ArrayList<>();
    for (String name : names) {
      Matcher block = BLOCK.matcher(name);
      if (!block.lookingAt()) {
        after.add(name);
      } else if (blocks.add(block.group())) {
        trunks.add(block.group("trunk"));
        after.clear();
      }
      layers.put(name, blocks.size());
    }
    after.forEach(name -> layers.put(name, blocks.size() + 1));
    return new LayerOrder(layers, blocks.size(), trunks);
  }

  /** Whether there is one sequence of blocks, so that the order means something. */
  public boolean isSequence() {
    return trunks.size() == 1;
  }

  /** What is wrong with an encoder whose blocks are not one sequence. */
  public String fault() {
    return trunks.isEmpty()
        ? "the encoder has no blocks"
        : "the encoder has several sequences of blocks: below " + String.join(", ", trunks);
  }
}
