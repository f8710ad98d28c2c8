package org.eobench.encoders.satlas;

import java.util.List;
import org.eobench.core.config.bind.Inline;
import org.eobench.core.config.bind.Range;
import org.eobench.core.encoder.BandAdaptation;
import org.eobench.core.encoder.EncoderConfig;
import org.eobench.core.encoder.EncoderKeys;
import org.eobench.core.nn.vit.SwinStages;
import org.jspecify.annotations.Nullable;

/**
 * Config of Satlas' Swin Transformer V2.
 *
 * @param keys the keys of every encoder
 * @param inputSize side in pixels of evaluation tiles; the encoder accepts images of any size
 * @param embedDim features of the first stage; each further stage has twice as many
 * @param depths blocks of each of the four stages
 * @param numHeads attention heads of each stage
 * @param windowSize side of an attention window in places of a map
 * @param mlpRatio hidden width of a block's MLP as a multiple of its features
 * @param multiImage whether several dates are encoded, of which each map takes the maximum
 * @param fpnChannels features of each map of the feature pyramid network in the authors' files;
 *     null for the maps of the stages
 * @param bandAdaptation how a kernel for red, green and blue is adapted to other bands
 */
public record SatlasConfig(
    @Inline EncoderKeys keys,
    int inputSize,
    @Range(min = 1) int embedDim,
    List<Integer> depths,
    List<Integer> numHeads,
    @Range(min = 2) int windowSize,
    @Range(min = 1) double mlpRatio,
    boolean multiImage,
    @Range(min = 1) @Nullable Integer fpnChannels,
    BandAdaptation bandAdaptation)
    implements EncoderConfig {
  static final int PATCH = SwinStages.PATCH;
  static final int STAGES = SwinStages.COUNT;

  /** The stride of the deepest map in pixels. */
  static final int SMALLEST = SwinStages.SMALLEST;

  public SatlasConfig {
    depths = List.copyOf(depths);
    numHeads = List.copyOf(numHeads);
    SwinStages.require(depths, numHeads, embedDim, inputSize);
  }

  int width(int stage) {
    return SwinStages.width(embedDim, stage);
  }
}
