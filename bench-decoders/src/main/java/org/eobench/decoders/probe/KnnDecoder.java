package org.eobench.decoders.probe;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
 * Weighted nearest neighbours (Wu et al., "Unsupervised Feature Learning via Non-Parametric
 * Instance Discrimination", CVPR 2018, arXiv:1805.01978): the k training images with the most
 * similar features vote for their classes with weight {@code exp(similarity/T)}. Nothing is
 * trained; the features of the training images are stored in the buffers {@code bank.features
 * [N,D]} and {@code bank.targets [N,K]}.
 *
 * <p>The softmax of the logits over classes, or their sigmoid if an image can show several classes,
 * equals the shares of the votes.
 */
public final class KnnDecoder extends Decoder {
  /** Torch's data types: 5 is float16, 6 is float32. */
  private static final String ROUNDED =
      """
      def forward(self, x):
        return torch.to(torch.to(x, 5), 6)
      """;

  private static final String VOTES =
      """
      def forward(self, x, bank, targets):
        similarity, nearest = torch.topk(torch.matmul(x, torch.t(bank)), %1$d, 1, True, True)
        weight = torch.softmax(torch.div(similarity, %2$s), 1)
        shown = torch.index_select(targets, 0, torch.flatten(nearest))
        shown = torch.reshape(shown, [x.size(0), %1$d, targets.size(1)])
        return torch.squeeze(torch.bmm(torch.unsqueeze(weight, 1), shown), 1)
      """;

  private final TorchOps ops;
  private final KnnConfig config;
  private final KnnOutput output;
  private final int classes;
  private final PooledFeatures pooled;
  private final Parameter bank;
  private final Parameter targets;

  private KnnDecoder(KnnConfig config, KnnOutput output, DecoderContext context) {
    this.ops = context.ops();
    this.config = config;
    this.output = output;
    this.classes = context.numClasses();
    pooled = child("", new PooledFeatures(context, config.features(), config.temporal()));
    bank = fitted("bank.features", new Shape(-1, pooled.width()));
    targets = fitted("bank.targets", new Shape(-1, classes));
  }

  /** Nearest neighbours for images of one class. */
  public static KnnDecoder ofOneClass(KnnConfig config, DecoderContext context) {
    return new KnnDecoder(config, KnnOutput.oneClass(), context);
  }

  /** Nearest neighbours for images of several classes. */
  public static KnnDecoder ofSeveralClasses(KnnMultiLabelConfig config, DecoderContext context) {
    KnnOutput output = KnnOutput.several(config.topM(), context.numClasses());
    return new KnnDecoder(config.neighbours(), output, context);
  }

  @Override
  public NDArray decode(FeatureMaps features, int height, int width) {
    FitCheck.require(bank);
    int k = (int) Math.min(config.knnK(), bank.shape().get(0));
    String script = String.format(Locale.ROOT, VOTES, k, config.knnT());
    NDArray shares = ops.call(script, keys(features), bank.array(), targets.array());
    return ops.call(output.script(), shares);
  }

  /** The features to compare, {@code [B,D]}. */
  private NDArray keys(FeatureMaps features) {
    NDArray x = pooled.forward(features);
    NDArray scaled = config.normalize() ? UnitLength.of(ops, x) : x;
    boolean half = config.featureDtype() == KnnConfig.FeatureType.FLOAT16;
    return half ? ops.call(ROUNDED, scaled) : scaled;
  }

  @Override
  public boolean readsClassTokens() {
    return pooled.readsClassTokens();
  }

  @Override
  public FeatureFit featureFit() {
    return this::fill;
  }

  private FitReport fill(
      Iterator<LabelledFeatures> training, Iterator<LabelledFeatures> validation) {
    FeatureBank found = FeatureBank.of(training, this::keys, pooled.width(), classes);
    NDManager owner = ops.manager();
    bank.set(found.features(owner));
    targets.set(found.targets(owner));
    int used = Math.min(config.knnK(), found.size());
    List<String> notes = new ArrayList<>();
    notes.add(
        String.format(Locale.ROOT, "stored the features of %d training images", found.size()));
    if (used < config.knnK()) {
      notes.add(
          String.format(
              Locale.ROOT,
              "warning: decoder.knn_k=%d, but there are only %d training images, so all of them"
                  + " vote",
              config.knnK(),
              used));
    }
    Map<String, Double> facts = new LinkedHashMap<>();
    facts.put("bank_size", (double) found.size());
    facts.put("knn_k", (double) used);
    return new FitReport(facts, notes);
  }
}
