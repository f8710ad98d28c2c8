package org.eobench.decoders.probe;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.Iterator;
import org.eobench.core.decoder.Decoder;
import org.eobench.core.decoder.DecoderContext;
import org.eobench.core.decoder.FeatureFit;
import org.eobench.core.decoder.FitReport;
import org.eobench.core.decoder.LabelledFeatures;
import org.eobench.core.encoder.FeatureMaps;
import org.eobench.core.nn.Parameter;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.decoders.pooling.PooledFeatures;

/**
 * Logistic regression on one vector per image, by default the averaged features of all levels,
 * fitted to convergence instead of trained: one softmax over the classes, or one binary regression
 * per class if images can show several.
 */
public final class LogRegDecoder extends Decoder {
  /** In float32 in every precision of the run, because the cost is negligible. */
  private static final String LINEAR =
      """
      def forward(self, x, w, b):
        return torch.linear(x, w, b)
      """;

  private final TorchOps ops;
  private final LogRegConfig config;
  private final int classes;
  private final PooledFeatures pooled;
  private final Parameter weight;
  private final Parameter bias;

  public LogRegDecoder(LogRegConfig config, DecoderContext context) {
    this.ops = context.ops();
    this.config = config;
    this.classes = context.numClasses();
    pooled = child("", new PooledFeatures(context, config.features(), config.temporal()));
    weight = fitted("logreg.weight", new Shape(classes, pooled.width()));
    bias = fitted("logreg.bias", new Shape(classes));
  }

  @Override
  public NDArray decode(FeatureMaps features, int height, int width) {
    FitCheck.require(weight);
    return ops.call(LINEAR, input(features), weight.array(), bias.array());
  }

  /** {@code [B,D]}. */
  private NDArray input(FeatureMaps features) {
    NDArray x = pooled.forward(features);
    boolean unit = config.featureScaling() == LogRegConfig.FeatureScaling.UNIT_LENGTH;
    return unit ? UnitLength.of(ops, x) : x;
  }

  @Override
  public boolean readsClassTokens() {
    return pooled.readsClassTokens();
  }

  @Override
  public FeatureFit featureFit() {
    return this::solve;
  }

  private FitReport solve(
      Iterator<LabelledFeatures> training, Iterator<LabelledFeatures> validation) {
    int width = pooled.width();
    FeatureBank seen = FeatureBank.of(training, this::input, width, classes);
    FeatureBank unseen = FeatureBank.of(validation, this::input, width, classes);
    LogisticRegression regression = new LogisticRegression(ops, config);
    if (config.featureScaling() == LogRegConfig.FeatureScaling.STANDARDIZE) {
      Standardization scale = Standardization.of(seen, width);
      scale.apply(seen);
      scale.apply(unseen);
      LogisticRegression.Model model = regression.fit(seen, unseen);
      set(scale.undo(model.parameters()));
      return model.report();
    }
    LogisticRegression.Model model = regression.fit(seen, unseen);
    set(model.parameters());
    return model.report();
  }

  private void set(double[] parameters) {
    int weights = classes * pooled.width();
    weight.set(array(parameters, 0, weights, weight.shape()));
    bias.set(array(parameters, weights, classes, bias.shape()));
  }

  private NDArray array(double[] values, int from, int count, Shape shape) {
    float[] single = new float[count];
    for (int i = 0; i < count; i++) {
      single[i] = (float) values[from + i];
    }
    return ops.manager().create(single, shape);
  }
}
