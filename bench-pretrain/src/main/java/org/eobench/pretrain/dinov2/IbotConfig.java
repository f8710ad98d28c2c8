package org.eobench.pretrain.dinov2;

import java.util.List;
import org.eobench.core.config.bind.Range;
import org.eobench.pretrain.mask.CropMasks;
import org.jspecify.annotations.Nullable;

/**
 * Keys of {@code method.ibot}.
 *
 * @param lossWeight weight of the cross entropy of masked patches; 0 masks nothing
 * @param maskSampleProbability share of the large crops that are masked
 * @param maskRatioMinMax smallest and largest share of masked patches of a masked crop
 * @param head a projection head of its own; null to share that of {@code dino}
 */
public record IbotConfig(
    @Range(min = 0) double lossWeight,
    @Range(min = 0, max = 1) double maskSampleProbability,
    @Range(min = 0, max = 1) List<Double> maskRatioMinMax,
    @Nullable HeadConfig head) {
  public IbotConfig {
    maskRatioMinMax = List.copyOf(maskRatioMinMax);
    if (maskRatioMinMax.size() != 2 || maskRatioMinMax.get(0) > maskRatioMinMax.get(1)) {
      throw new IllegalArgumentException(
          "mask_ratio_min_max must be two numbers in ascending order, not " + maskRatioMinMax);
    }
    if (lossWeight == 0 && head != null) {
      throw new IllegalArgumentException("head has no use with loss_weight=0; set head=null");
    }
  }

  CropMasks.Shares shares() {
    return new CropMasks.Shares(
        maskSampleProbability, maskRatioMinMax.get(0), maskRatioMinMax.get(1));
  }
}
