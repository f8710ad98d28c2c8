package org.eobench.pretrain.optim;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eobench.core.nn.Parameter;

/**
 * How the parameters of a group are updated, relative to the scheduled values: DINOv2's rules.
 *
 * <p>The learning rate falls from the last block of a backbone to the first (Bao et al. 2021,
 * arXiv:2106.08254): a tensor of layer i of L blocks has the factor {@code decay^(L + 1 - i)},
 * where i is 0 for the embeddings, n + 1 for block n, and L + 1 for everything else. Biases, norms
 * and layer scales have no weight decay; tokens and position tables have.
 *
 * @param lrMultiplier factor of the learning rate
 * @param decayed whether weight decay applies
 * @param lastLayer whether the group belongs to the last layer of a head, whose learning rate is 0
 *     in the first epochs
 */
public record UpdateRule(double lrMultiplier, boolean decayed, boolean lastLayer) {
  /** A block, optionally within a chunk; the second number counts through all chunks. */
  private static final Pattern BLOCK = Pattern.compile("(?:^|\\.)blocks\\.(?:\\d+\\.)?(\\d+)\\.");

  private static final List<String> EMBEDDINGS =
      List.of("pos_embed", "patch_embed", "mask_token", "cls_token", "register_tokens");

  /**
   * The group of each trainable parameter.
   *
   * @param names names of the parameters of one part of the model
   * @param layerwiseDecay factor from one block to the block before it
   * @param patchEmbedLrMult further factor of the patch embedding
   */
  public static Map<String, UpdateRule> of(
      Iterable<String> names, double layerwiseDecay, double patchEmbedLrMult) {
    int depth = 0;
    for (String name : names) {
      depth = Math.max(depth, block(name) + 1);
    }
    Map<String, UpdateRule> groups = new LinkedHashMap<>();
    for (String name : names) {
      double multiplier =
          depth == 0 ? 1 : Math.pow(layerwiseDecay, (double) depth + 1 - layer(name, depth));
      groups.put(
          name,
          new UpdateRule(
              name.contains("patch_embed") ? multiplier * patchEmbedLrMult : multiplier,
              !name.endsWith(".bias") && !name.contains("norm") && !name.contains("gamma"),
              name.contains("last_layer")));
    }
    return groups;
  }

  private static int layer(String name, int depth) {
    int block = block(name);
    if (block >= 0) {
      return block + 1;
    }
    return EMBEDDINGS.stream().anyMatch(name::contains) ? 0 : depth + 1;
  }

  /** The number of a block, or -1. */
  private static int block(String name) {
    Matcher matcher = BLOCK.matcher(name);
    return matcher.find() ? Integer.parseInt(matcher.group(1)) : -1;
  }

  /** The trainable parameters of each group. */
  static Map<UpdateRule, Map<String, Parameter>> members(
      Map<String, Parameter> tensors, Map<String, UpdateRule> groups) {
    Map<UpdateRule, Map<String, Parameter>> members = new LinkedHashMap<>();
    groups.forEach(
        (name, group) ->
            members
                .computeIfAbsent(group, none -> new LinkedHashMap<>())
                .put(name, Objects.requireNonNull(tensors.get(name))));
    return members;
  }
}
