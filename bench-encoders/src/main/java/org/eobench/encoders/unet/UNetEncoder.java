package org.eobench.encoders.unet;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eobench.core.encoder.Encoder;
import org.eobench.core.encoder.EncoderContext;
import org.eobench.core.encoder.EncoderInput;
import org.eobench.core.encoder.EncoderSpec;
import org.eobench.core.encoder.FeatureMaps;
import org.eobench.core.encoder.ImageCheck;
import org.eobench.core.nn.DoubleConv;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.weights.CheckpointLayout;
import org.jspecify.annotations.Nullable;

/**
 * The contracting path of a U-Net (Ronneberger et al., "U-Net: Convolutional Networks for
 * Biomedical Image Segmentation", MICCAI 2015, arXiv:1505.04597) with batch norms and padded
 * convolutions: maps with strides 1, 2, 4 and so on. All modalities are concatenated into one
 * image.
 *
 * <p>The first block merges several dates, which are its channels, grouped by band; this fixes
 * their number.
 */
public final class UNetEncoder extends Encoder {
  private static final String MERGING = "time_merging";
  private static final String FIRST = "in_conv.conv";

  private final TorchOps ops;
  private final ImageCheck images;
  private final EncoderSpec spec;
  private final @Nullable DoubleConv timeMerging;
  private final DoubleConv first;
  private final List<DoubleConv> down = new ArrayList<>();

  public UNetEncoder(UNetConfig config, EncoderContext context) {
    ops = context.ops();
    Map<String, List<String>> bands = config.keys().inputBands();
    int frames = config.timeMerging() ? context.frames() : 1;
    images =
        new ImageCheck(
            "the U-Net", bands, frames, ImageCheck.Sizes.atLeast(config.deepestStride()));
    int channels = config.keys().bandNames().size();
    List<Integer> widths = config.topology();
    first = child(FIRST, new DoubleConv(ops, channels, widths.get(0)));
    List<EncoderSpec.Level> levels = new ArrayList<>();
    levels.add(new EncoderSpec.Level(widths.get(0), 1));
    for (int i = 0; i < widths.size(); i++) {
      int out = widths.get(Math.min(i + 1, widths.size() - 1));
      String name = String.format(Locale.ROOT, "encoder.down_seq.down%d.mpconv.1", i + 1);
      down.add(child(name, new DoubleConv(ops, widths.get(i), out)));
      levels.add(new EncoderSpec.Level(out, 2 << i));
    }
    timeMerging =
        config.timeMerging()
            ? child(MERGING, new DoubleConv(ops, channels * frames, channels))
            : null;
    spec = new EncoderSpec(bands, config.inputSize(), levels, config.timeMerging(), false, true);
  }

  @Override
  public EncoderSpec spec() {
    return spec;
  }

  @Override
  public FeatureMaps encode(EncoderInput input) {
    NDArray x = first.forward(image(input));
    List<NDArray> maps = new ArrayList<>(List.of(x));
    for (DoubleConv block : down) {
      x = block.forward(ops.maxPool2d(x, 2, 2));
      maps.add(x);
    }
    return new FeatureMaps(maps);
  }

  private NDArray image(EncoderInput input) {
    if (timeMerging == null) {
      return images.stackSingleDate(input);
    }
    NDArray stack = images.stack(input);
    Shape s = stack.getShape();
    return timeMerging.forward(stack.reshape(s.get(0), s.get(1) * s.get(2), s.get(3), s.get(4)));
  }

  @Override
  public CheckpointLayout checkpointLayout() {
    return CheckpointLayout.exact();
  }

  @Override
  public boolean isInputLayer(String name) {
    return name.startsWith((timeMerging == null ? FIRST : MERGING) + ".");
  }
}
