package org.eobench.decoders.dpt;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.eobench.core.decoder.Decoder;
import org.eobench.core.decoder.DecoderContext;
import org.eobench.core.encoder.EncoderSpec;
import org.eobench.core.encoder.FeatureMaps;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.nn.Conv2d;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.decoders.neck.ClassTokens;
import org.eobench.decoders.temporal.TemporalFusion;

/**
 * DPT (Ranftl et al., "Vision Transformers for Dense Prediction", ICCV 2021, arXiv:2103.13413) as
 * in DINOv3 (Siméoni et al. 2025, arXiv:2508.10104): the maps of a transformer become a pyramid,
 * which is fused from the deepest level to the finest one. For an image of patches of 16 pixels,
 * its logits have the size of the image.
 */
public final class DptDecoder extends Decoder {
  private final TorchOps ops;
  private final boolean readsClassTokens;
  private final TemporalFusion fusion;
  private final Reassembly reassembly;
  private final List<Conv2d> convs = new ArrayList<>();
  private final List<FusionBlock> blocks = new ArrayList<>();
  private final Conv2d project;
  private final Conv2d narrow;
  private final Conv2d hidden;
  private final Conv2d last;

  /**
   * DPT for segmentation: logits of all classes.
   *
   * @throws BenchException if the encoder returns another number of maps than the config has
   *     widths, or several dates with a class token each
   */
  public DptDecoder(DptDecoderConfig config, DecoderContext context) {
    ops = context.ops();
    readsClassTokens = config.readoutType() != ReadoutType.IGNORE;
    EncoderSpec encoder = context.encoder();
    requireLevels(config, encoder.levels().size());
    if (readsClassTokens) {
      ClassTokens.requireOneDate(context, "readout_type", "ignore");
    }
    int channels = config.channels();
    fusion = child("", new TemporalFusion(context, config.temporal()));
    reassembly =
        child("reassemble_blocks", new Reassembly(ops, config, fusion.levels(), encoder.pyramid()));
    int count = encoder.levels().size();
    for (int i = 0; i < count; i++) {
      int in = config.postProcessChannels().get(i);
      convs.add(child("convs." + i + ".conv", new Conv2d(ops, in, channels, 3, false)));
      blocks.add(child("fusion_blocks." + i, new FusionBlock(ops, channels, i == 0)));
    }
    project = child("project.conv", new Conv2d(ops, channels, channels, 3, true));
    int half = channels / 2;
    int width = config.nHiddenChannels();
    narrow = child("conv_depth.head.0", new Conv2d(ops, channels, half, 3, true));
    hidden = child("conv_depth.head.2", new Conv2d(ops, half, width, 3, true));
    last = child("conv_depth.head.4", new Conv2d(ops, width, context.numClasses(), 1, true));
  }

  /**
   * DPT for regression: one value per pixel.
   *
   * @throws BenchException if the data set has more than one target, or as in the constructor
   */
  public static DptDecoder regression(DptDecoderConfig config, DecoderContext context) {
    context.requireOneOutput();
    return new DptDecoder(config, context);
  }

  private static void requireLevels(DptDecoderConfig config, int levels) {
    int widths = config.postProcessChannels().size();
    if (widths != levels) {
      throw new BenchException(
          ExitCode.CONFIG,
          Problem.of(
                  "LevelsDoNotFit",
                  String.format(
                      Locale.ROOT,
                      "the decoder has widths for %d maps, but the encoder returns %d",
                      widths,
                      levels))
              .at("decoder.post_process_channels=" + config.postProcessChannels())
              .expecting("one width for each map of the encoder, from shallow to deep")
              .next(
                  String.format(
                      Locale.ROOT,
                      "list %d widths in decoder.post_process_channels, or let the encoder return"
                          + " %d maps: encoder.output_layers",
                      levels,
                      widths)));
    }
  }

  @Override
  public boolean readsClassTokens() {
    return readsClassTokens;
  }

  @Override
  public NDArray decode(FeatureMaps features, int height, int width) {
    List<NDArray> tokens = readsClassTokens ? features.requireClassTokens() : List.of();
    List<NDArray> levels = reassembly.forward(fusion.forward(features).levels(), tokens);
    NDArray fused = ops.relu(project.forward(fuse(levels)));
    NDArray large = FusionBlock.doubled(ops, narrow.forward(fused));
    NDArray logits = last.forward(ops.relu(hidden.forward(large)));
    return ops.resizePredictions(logits, height, width);
  }

  private NDArray fuse(List<NDArray> levels) {
    int deepest = levels.size() - 1;
    NDArray x = convs.get(deepest).forward(levels.get(deepest));
    x = blocks.get(0).forward(x, x);
    for (int i = 1; i <= deepest; i++) {
      int level = deepest - i;
      x = blocks.get(i).forward(x, convs.get(level).forward(levels.get(level)));
    }
    return x;
  }
}
