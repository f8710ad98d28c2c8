package org.eobench.encoders.imagestats;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.eobench.core.encoder.Encoder;
import org.eobench.core.encoder.EncoderContext;
import org.eobench.core.encoder.EncoderInput;
import org.eobench.core.encoder.EncoderSpec;
import org.eobench.core.encoder.FeatureMaps;
import org.eobench.core.encoder.ImageCheck;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.weights.CheckpointLayout;

/**
 * Describes each cell of an image by pixel statistics: mean, standard deviation (n − 1), minimum
 * and maximum of each band, and optional percentiles. It is not a model but a baseline: an encoder
 * that does no better has learned nothing that the task needs (Corley et al., "Revisiting
 * pre-trained remote sensing model benchmarks", arXiv:2305.13456). All modalities are concatenated
 * into one image; features are ordered by statistic, then by band.
 */
public final class ImageStatsEncoder extends Encoder {
  private static final int FIXED = 4;
  private static final double HUNDRED = 100;

  /** The pixels of a cell are the last axis: {@code [B,C,h,w,s·s]}. */
  private static final String STATISTICS =
      """
      def forward(self, x):
        b, c, height, width, = x.size()
        s = %d
        cells = x.reshape([b, c, height // s, s, width // s, s]).permute([0, 1, 2, 4, 3, 5])
        p = cells.reshape([b, c, height // s, width // s, s * s])
        return torch.cat([torch.mean(p, [-1]), torch.std(p, [-1], True), torch.amin(p, [-1]), torch.amax(p, [-1])%s], 1)
      """;

  private static final String PERCENTILE = ", torch.quantile(p, %s, -1, False)";

  private final TorchOps ops;
  private final ImageCheck images;
  private final EncoderSpec spec;
  private final String script;

  public ImageStatsEncoder(ImageStatsConfig config, EncoderContext context) {
    ops = context.ops();
    Map<String, List<String>> bands = config.keys().inputBands();
    images = new ImageCheck("image_stats", bands, 1, ImageCheck.Sizes.multiplesOf(config.stride()));
    int features = config.keys().bandNames().size() * (FIXED + config.percentiles().size());
    spec =
        new EncoderSpec(
            bands,
            config.inputSize(),
            List.of(new EncoderSpec.Level(features, config.stride())),
            false,
            false,
            false);
    String further =
        config.percentiles().stream()
            .map(percentile -> String.format(Locale.ROOT, PERCENTILE, percentile / HUNDRED))
            .collect(Collectors.joining());
    script = String.format(Locale.ROOT, STATISTICS, config.stride(), further);
  }

  @Override
  public EncoderSpec spec() {
    return spec;
  }

  @Override
  public FeatureMaps encode(EncoderInput input) {
    return new FeatureMaps(List.of(ops.call(script, images.stackSingleDate(input))));
  }

  @Override
  public CheckpointLayout checkpointLayout() {
    return CheckpointLayout.exact();
  }

  @Override
  public boolean isInputLayer(String name) {
    return false;
  }
}
