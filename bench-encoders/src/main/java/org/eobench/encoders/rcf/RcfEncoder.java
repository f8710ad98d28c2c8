package org.eobench.encoders.rcf;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eobench.core.encoder.DataFit;
import org.eobench.core.encoder.Encoder;
import org.eobench.core.encoder.EncoderContext;
import org.eobench.core.encoder.EncoderInput;
import org.eobench.core.encoder.EncoderSpec;
import org.eobench.core.encoder.FeatureMaps;
import org.eobench.core.encoder.ImageCheck;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.nn.Inits;
import org.eobench.core.nn.Parameter;
import org.eobench.core.nn.torch.ConvOptions;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.weights.CheckpointLayout;
import org.jspecify.annotations.Nullable;

/**
 * Random convolutional features, the encoder of MOSAIKS (Rolf et al., "A generalizable and
 * accessible approach to machine learning with global satellite imagery", Nature Communications 12,
 * 2021). The image is convolved with untrained kernels. The positive and the negative part of each
 * output become two features, averaged over cells of the image. One cell as large as the image
 * gives the vector of the paper. All modalities are concatenated into one image.
 */
public final class RcfEncoder extends Encoder {
  private static final String POOLED_SIGNS =
      """
      def forward(self, x):
        both = torch.cat([torch.relu(x), torch.relu(torch.neg(x))], 1)
        return torch.adaptive_avg_pool2d(both, [%d, %d])
      """;

  private final TorchOps ops;
  private final RcfConfig config;
  private final ImageCheck images;
  private final EncoderSpec spec;
  private final Parameter weights;
  private final Parameter biases;
  private final @Nullable Parameter imagesSeen;

  public RcfEncoder(RcfConfig config, EncoderContext context) {
    this.ops = context.ops();
    this.config = config;
    Map<String, List<String>> bands = config.keys().inputBands();
    int kernel = config.kernelSize();
    int channels = config.keys().bandNames().size();
    images = new ImageCheck("RCF", bands, 1, ImageCheck.Sizes.multiplesOf(config.stride()));
    spec =
        new EncoderSpec(
            bands,
            config.inputSize(),
            List.of(new EncoderSpec.Level(config.features(), config.stride())),
            false,
            false,
            false);
    weights =
        buffer(
            "weights",
            new Shape(config.kernels(), channels, kernel, kernel),
            DataType.FLOAT32,
            Inits.normal(1));
    biases =
        buffer(
            "biases", new Shape(config.kernels()), DataType.FLOAT32, Inits.constant(config.bias()));
    imagesSeen =
        config.mode() == RcfConfig.Mode.EMPIRICAL
            ? buffer("images_seen", new Shape(), DataType.INT64, Inits.ZEROS)
            : null;
  }

  @Override
  public EncoderSpec spec() {
    return spec;
  }

  @Override
  public FeatureMaps encode(EncoderInput input) {
    requireKernels();
    NDArray image = images.stackSingleDate(input);
    NDArray filtered = ops.conv2d(image, weights.array(), biases.array(), ConvOptions.DEFAULT);
    long rows = image.getShape().get(2) / config.stride();
    long columns = image.getShape().get(3) / config.stride();
    return new FeatureMaps(
        List.of(ops.call(String.format(Locale.ROOT, POOLED_SIGNS, rows, columns), filtered)));
  }

  private void requireKernels() {
    if (imagesSeen != null && imagesSeen.array().getLong() == 0) {
      throw new BenchException(
          ExitCode.CONFIG,
          Problem.of(
                  "KernelsNotCut", "the empirical kernels of RCF have not been cut from images yet")
              .at("encoder.mode=empirical")
              .expecting("a training run first, or the weights of one")
              .next("set `train=true`, or use `encoder.mode=gaussian`"));
    }
  }

  @Override
  public @Nullable DataFit dataFit() {
    return imagesSeen == null ? null : (batches, seed) -> cut(batches, seed, imagesSeen);
  }

  private void cut(Iterator<EncoderInput> batches, long seed, Parameter seen) {
    PatchSample sample = new PatchSample(config.kernels(), config.kernelSize(), seed);
    while (sample.images() < config.fitImages() && batches.hasNext()) {
      NDArray batch = images.stackSingleDate(batches.next());
      Shape shape = batch.getShape();
      int values = Math.toIntExact(shape.size() / shape.get(0));
      float[] host = batch.toFloatArray();
      for (int i = 0; i < shape.get(0) && sample.images() < config.fitImages(); i++) {
        sample.add(host, i * values, (int) shape.get(1), (int) shape.get(2), (int) shape.get(3));
      }
    }
    if (sample.images() == 0) {
      throw new BenchException(
          ExitCode.DATA,
          Problem.of(
              "NoImages", "there is no training image from which to cut the kernels of RCF"));
    }
    double[][] kernels = PatchWhitening.kernels(sample.patches());
    float[] flat = new float[Math.toIntExact(weights.shape().size())];
    int at = 0;
    for (double[] kernel : kernels) {
      for (double value : kernel) {
        flat[at++] = (float) value;
      }
    }
    weights.set(ops.manager().create(flat, weights.shape()));
    seen.set(ops.manager().create(sample.images()));
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
