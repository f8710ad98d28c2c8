package org.eobench.encoders.vit;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eobench.core.encoder.Encoder;
import org.eobench.core.encoder.EncoderContext;
import org.eobench.core.encoder.EncoderInput;
import org.eobench.core.encoder.EncoderSpec;
import org.eobench.core.encoder.FeatureMaps;
import org.eobench.core.encoder.ImageCheck;
import org.eobench.core.encoder.PlainVit;
import org.eobench.core.nn.DoubleConv;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.nn.vit.TokenLayout;
import org.eobench.core.weights.CheckpointLayout;

/**
 * A ViT for several dates, as in Pangaea: a double convolution {@code time_merging.conv.0,1,3,4}
 * merges all bands of all dates into one image, which is the input of the ViT.
 */
final class MergingVitEncoder extends Encoder {
  private static final String MERGING = "time_merging";

  private final TorchOps ops;
  private final PlainVit vit;
  private final DoubleConv merging;
  private final ImageCheck images;
  private final EncoderSpec spec;
  private final boolean alwaysTrained;

  MergingVitEncoder(VitConfig config, EncoderContext context, PlainVit vit) {
    Map<String, List<String>> bands = config.keys().inputBands();
    int channels = config.keys().bandNames().size();
    int dates = context.frames();
    int size = config.shape().inputSize();
    this.ops = context.ops();
    this.vit = child("", vit);
    merging = child(MERGING, new DoubleConv(context.ops(), channels * dates, channels));
    images = new ImageCheck("ViT", bands, dates, ImageCheck.Sizes.exactly(size));
    spec = new EncoderSpec(bands, size, vit.spec().levels(), true, false, false);
    alwaysTrained = config.timeMerging() == TimeMerging.TRAINED;
  }

  @Override
  public EncoderSpec spec() {
    return spec;
  }

  @Override
  public FeatureMaps encode(EncoderInput input) {
    NDArray series = images.stack(input);
    Shape s = series.getShape();
    NDArray merged =
        merging.forward(series.reshape(s.get(0), s.get(1) * s.get(2), s.get(3), s.get(4)));
    Map<String, NDArray> byModality = new LinkedHashMap<>();
    int first = 0;
    for (Map.Entry<String, List<String>> modality : spec.inputBands().entrySet()) {
      int end = first + modality.getValue().size();
      String bands =
          String.format(Locale.ROOT, "def forward(self, x):\n  return x[:, %d:%d]\n", first, end);
      NDArray own = ops.call(bands, merged);
      byModality.put(modality.getKey(), own.expandDims(2));
      first = end;
    }
    return vit.encode(new EncoderInput(byModality, input.acquisitions()));
  }

  @Override
  public TokenLayout tokenLayout() {
    return vit.tokenLayout();
  }

  /** The layout of the ViT; weights of the merging layer are not published anywhere. */
  @Override
  public CheckpointLayout checkpointLayout() {
    CheckpointLayout layout = vit.checkpointLayout();
    return layout.allowingMissing(name -> isMerging(name) || layout.mayBeMissing().test(name));
  }

  @Override
  public boolean isInputLayer(String name) {
    return isMerging(name);
  }

  @Override
  public boolean isAlwaysTrained(String name) {
    return alwaysTrained && isMerging(name);
  }

  private static boolean isMerging(String name) {
    return name.startsWith(MERGING + ".");
  }
}
