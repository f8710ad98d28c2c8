package org.eobench.pretrain.mae;

import java.util.List;
import org.eobench.core.config.bind.Range;
import org.eobench.core.error.Problem;
import org.eobench.pretrain.method.CropCounts;
import org.eobench.pretrain.method.MethodConfig;
import org.eobench.pretrain.method.RunLength;
import org.eobench.pretrain.optim.OptimConfig;

/**
 * Keys of {@code method._target_: mae}.
 *
 * @param maskRatio share of the patches that is removed
 * @param normPixLoss whether the pixels of each patch are normalized before they are compared
 * @param decoder the decoder, which is thrown away after pretraining
 * @param optim the optimizer
 */
public record MaeConfig(
    @Range(above = 0, below = 1) double maskRatio,
    boolean normPixLoss,
    DecoderConfig decoder,
    OptimConfig optim)
    implements MethodConfig {

  /**
   * Keys of {@code method.decoder}.
   *
   * @param embedDim features per token, a multiple of 4 and of {@code num_heads}
   * @param depth number of blocks
   * @param numHeads attention heads per block
   * @param mlpRatio hidden width of a block's MLP as a multiple of {@code embed_dim}
   */
  public record DecoderConfig(
      @Range(min = 4) int embedDim,
      @Range(min = 1, max = 100) int depth,
      @Range(min = 1) int numHeads,
      @Range(above = 0) double mlpRatio) {
    public DecoderConfig {
      if (embedDim % 4 != 0 || embedDim % numHeads != 0) {
        throw new IllegalArgumentException(
            "embed_dim=" + embedDim + " must be a multiple of 4 and of num_heads=" + numHeads);
      }
    }
  }

  @Override
  public CropCounts crops() {
    return new CropCounts(1, 0);
  }

  @Override
  public List<Problem> problems(RunLength length) {
    return optim.problems(length);
  }
}
