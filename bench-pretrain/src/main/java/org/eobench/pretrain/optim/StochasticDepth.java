package org.eobench.pretrain.optim;

import java.util.List;
import java.util.Locale;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.nn.Module;
import org.eobench.core.nn.vit.TransformerBlock;

/** Stochastic depth of a student (Huang et al. 2016, arXiv:1603.09382), the same in every block. */
public final class StochasticDepth {
  private StochasticDepth() {}

  /**
   * Sets the rate of all blocks.
   *
   * @throws BenchException {@code NoStochasticDepth} if the rate is not 0 and there is no block
   */
  public static void set(Module student, double rate) {
    List<TransformerBlock> blocks = student.parts(TransformerBlock.class);
    if (rate > 0 && blocks.isEmpty()) {
      throw new BenchException(
          ExitCode.CONFIG,
          Problem.of("NoStochasticDepth", "the encoder has no blocks that could be dropped")
              .at(String.format(Locale.ROOT, "method.drop_path_rate=%s", rate))
              .expecting("0 for this encoder")
              .next("set `method.drop_path_rate=0`"));
    }
    blocks.forEach(block -> block.setDropPath(rate));
  }
}
