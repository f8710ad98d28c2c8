package org.eobench.datasets.quickstart;

import org.eobench.core.config.bind.Inline;
import org.eobench.core.config.bind.Range;
import org.eobench.core.dataset.DatasetFacts;

/**
 * Config of {@code quickstart}.
 *
 * @param facts the keys of every data set; {@code root_path} stays null because the cache folder is
 *     used
 * @param trainingChips number of chips in the folder {@code training}, of which a tenth is for
 *     validation
 * @param testChips number of chips in the folder {@code validation}
 * @param sceneSeed random seed of the chips
 */
public record QuickstartConfig(
    @Inline DatasetFacts facts,
    @Range(min = 2, max = 10_000) int trainingChips,
    @Range(min = 1, max = 10_000) int testChips,
    int sceneSeed) {

  public QuickstartConfig {
    if (facts.imgSize() < 16 || facts.imgSize() > 1024) {
      throw new IllegalArgumentException("img_size must be 16 to 1024, not " + facts.imgSize());
    }
  }
}
