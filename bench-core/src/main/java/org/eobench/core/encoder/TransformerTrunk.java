package org.eobench.core.encoder;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.eobench.core.nn.torch.TorchOps;
import org.jspecify.annotations.Nullable;

/**
 * Runs the blocks of a vision transformer in sequence and collects feature maps. Blocks after the
 * last map are skipped. With gradient checkpointing, each block is computed twice.
 *
 * @param blocks blocks that map tokens {@code [B,N,D]} to the same shape
 * @param norm the final layer norm, or null if the model has none
 * @param finalNorm the maps to which the norm is applied
 * @param outputLayers blocks (from 0, ascending) after which a map is taken
 * @param leading tokens before the patches (class token, registers), which are not part of the maps
 */
public record TransformerTrunk(
    TorchOps ops,
    List<UnaryOperator<NDArray>> blocks,
    @Nullable UnaryOperator<NDArray> norm,
    FinalNorm finalNorm,
    List<Integer> outputLayers,
    int leading) {
  public TransformerTrunk {
    blocks = List.copyOf(blocks);
    outputLayers = List.copyOf(outputLayers);
  }

  /**
   * The tokens after each output layer, shallow to deep, including the leading ones.
   *
   * @param tokens {@code [B,leading+N,D]}
   */
  public List<NDArray> tokens(NDArray tokens) {
    List<NDArray> taken = new ArrayList<>();
    int deepest = outputLayers.get(outputLayers.size() - 1);
    NDArray x = ops.detached(tokens);
    for (int i = 0; i <= deepest; i++) {
      x = ops.recomputed(blocks.get(i), x);
      if (outputLayers.contains(i)) {
        taken.add(normed(x, finalNorm.applies(i, deepest, blocks.size())));
      }
    }
    return taken;
  }

  /**
   * The tokens after all blocks and the final norm, whatever the output layers are.
   *
   * @param tokens {@code [B,leading+N,D]}
   * @return {@code [B,leading+N,D]}
   */
  public NDArray last(NDArray tokens) {
    NDArray x = ops.detached(tokens);
    for (UnaryOperator<NDArray> block : blocks) {
      x = ops.recomputed(block, x);
    }
    return normed(x, true);
  }

  /**
   * The tokens after each output layer and after the last block.
   *
   * @param taken after each output layer, shallow to deep, with the final norm as configured
   * @param end after the last block, without the final norm
   */
  public record Pass(List<NDArray> taken, NDArray end) {
    public Pass {
      taken = List.copyOf(taken);
    }
  }

  /**
   * Runs all blocks, including those after the deepest map.
   *
   * @param tokens {@code [B,leading+N,D]}
   */
  public Pass pass(NDArray tokens) {
    List<NDArray> taken = new ArrayList<>();
    int deepest = outputLayers.get(outputLayers.size() - 1);
    NDArray x = ops.detached(tokens);
    for (int i = 0; i < blocks.size(); i++) {
      x = ops.recomputed(blocks.get(i), x);
      if (outputLayers.contains(i)) {
        taken.add(normed(x, finalNorm.applies(i, deepest, blocks.size())));
      }
    }
    return new Pass(taken, x);
  }

  /**
   * The maps and class tokens of a pass, without an embedding.
   *
   * @param pass with the class token first and patches row by row
   */
  public GlobalFeatures global(Pass pass, int rows, int columns) {
    return new GlobalFeatures(
        new FeatureMaps(pass.taken().stream().map(x -> map(x, rows, columns)).toList()),
        pass.taken().stream().map(x -> TokenFeatures.first(ops, x)).toList(),
        null);
  }

  /** The class token and the patches of {@link #last}; registers between them are left out. */
  public TokenFeatures features(NDArray last) {
    return TokenFeatures.of(ops, last, leading);
  }

  private NDArray normed(NDArray tokens, boolean applies) {
    return norm == null || !applies ? tokens : ops.recomputed(norm, tokens);
  }

  /**
   * The maps {@code [B,D,rows,columns]}.
   *
   * @param tokens {@code [B,leading+rows·columns,D]}, patches row by row
   */
  public FeatureMaps maps(NDArray tokens, int rows, int columns) {
    return new FeatureMaps(tokens(tokens).stream().map(x -> map(x, rows, columns)).toList());
  }

  private NDArray map(NDArray tokens, int rows, int columns) {
    return ops.tokensToMap(TokenFeatures.patches(ops, tokens, leading), rows, columns);
  }
}
