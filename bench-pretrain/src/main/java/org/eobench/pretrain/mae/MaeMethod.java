package org.eobench.pretrain.mae;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eobench.core.encoder.Encoder;
import org.eobench.core.encoder.EncoderInput;
import org.eobench.core.encoder.TokenEncoder;
import org.eobench.core.encoder.TokenFeatures;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.nn.Parameter;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.stages.Stage;
import org.eobench.core.stages.Stages;
import org.eobench.core.weights.Weights;
import org.eobench.pretrain.mask.RandomMask;
import org.eobench.pretrain.method.CropBatch;
import org.eobench.pretrain.method.Maskable;
import org.eobench.pretrain.method.Method;
import org.eobench.pretrain.method.MethodContext;
import org.eobench.pretrain.method.StateCopy;
import org.eobench.pretrain.method.StepReport;
import org.eobench.pretrain.method.StepValues;
import org.eobench.pretrain.optim.GradientStep;
import org.eobench.pretrain.optim.ScheduledAdamW;

/**
 * A masked autoencoder (He et al. 2022, arXiv:2111.06377). The bands of all modalities are one
 * image. The encoder is the product; the decoder only serves training.
 */
public final class MaeMethod implements Method {
  private static final String NAME = "mae";

  private final TorchOps ops;
  private final MaeConfig config;
  private final Encoder encoder;
  private final TokenEncoder tokens;
  private final MaeDecoder decoder;
  private final Patches patches;
  private final MaeLoss loss;
  private final ScheduledAdamW optimizer;
  private final GradientStep gradients;

  /**
   * @throws BenchException if patches of the encoder cannot be left out
   */
  public MaeMethod(MaeConfig config, MethodContext context) {
    this.ops = context.ops();
    this.config = config;
    Maskable.requireRange(ops, NAME);
    encoder = context.encoders().get();
    tokens = Maskable.require(encoder, NAME);
    context.start().accept(encoder);
    int bands = encoder.spec().inputBands().values().stream().mapToInt(List::size).sum();
    int side = tokens.patchSize();
    decoder = new MaeDecoder(ops, tokens.width(), side * side * bands, config.decoder());
    Weights.initialize(tensors(), ops.manager(), context.seed());
    encoder.setTrainable(true);
    patches = new Patches(ops, 1, side);
    loss = new MaeLoss(ops, config.normPixLoss());
    optimizer = new ScheduledAdamW(ops, parts(), config.optim(), context.length(), 0);
    gradients = new GradientStep(ops, optimizer, List.of("reconstruction"), context.seed());
  }

  /** All tensors by name, {@code encoder.…} and {@code decoder.…}. */
  private Map<String, Parameter> tensors() {
    Map<String, Parameter> tensors = new LinkedHashMap<>();
    encoder.tensors().forEach((name, tensor) -> tensors.put("encoder." + name, tensor));
    decoder.tensors().forEach((name, tensor) -> tensors.put("decoder." + name, tensor));
    return tensors;
  }

  private Map<String, Map<String, Parameter>> parts() {
    Map<String, Map<String, Parameter>> parts = new LinkedHashMap<>();
    tensors()
        .forEach(
            (name, tensor) -> {
              if (tensor.trainable()) {
                parts
                    .computeIfAbsent(
                        name.substring(0, name.indexOf('.')), none -> new LinkedHashMap<>())
                    .put(name, tensor);
              }
            });
    return parts;
  }

  @Override
  public StepReport step(List<? extends CropBatch> parts, int iteration) {
    StepValues values = gradients.run(parts, iteration, this::terms);
    if (!values.isFinite()) {
      throw values.notFinite(iteration);
    }
    Stages.run(Stage.OPTIMIZER, () -> optimizer.step(iteration));
    return values.report(optimizer.schedules(iteration));
  }

  private NDArray terms(CropBatch crops, long random, double share, NDManager scope) {
    EncoderInput input = crops.global(scope);
    NDArray image = NDArrays.concat(new NDList(input.images().values()), 1);
    Shape shape = image.getShape();
    int rows = Math.toIntExact(shape.get(3)) / tokens.patchSize();
    int columns = Math.toIntExact(shape.get(4)) / tokens.patchSize();
    int images = Math.toIntExact(shape.get(0));
    RandomMask mask = RandomMask.draw(images, rows * columns, config.maskRatio(), random);
    requireSome(mask);
    Shape all = new Shape(images, mask.patches());
    NDArray kept = scope.create(mask.indices(), new Shape(images, mask.kept()));
    TokenFeatures visible = tokens.visibleTokens(input, kept);
    NDArray predicted = decoder.forward(visible, scope.create(mask.restore(), all), rows, columns);
    NDArray removed = scope.create(mask.removed(), all);
    NDArray value = loss.loss(predicted, patches.vectors(image), removed);
    return value.mul(scope.create((float) share)).reshape(1);
  }

  private void requireSome(RandomMask mask) {
    if (mask.kept() == 0) {
      throw new BenchException(
          ExitCode.CONFIG,
          Problem.of(
                  "NothingVisible",
                  String.format(
                      Locale.ROOT,
                      "of the %d patches of a crop, none stays visible",
                      mask.patches()))
              .at(String.format(Locale.ROOT, "method.mask_ratio=%s", config.maskRatio()))
              .expecting("at least one visible patch")
              .next("lower `method.mask_ratio`, or enlarge `crops.global_size`"));
    }
  }

  @Override
  public Map<String, NDArray> state() {
    Map<String, NDArray> state = new LinkedHashMap<>();
    tensors().forEach((name, tensor) -> state.put(name, tensor.array()));
    optimizer.state().forEach((name, array) -> state.put("optimizer." + name, array));
    return state;
  }

  @Override
  public void restore(Map<String, NDArray> saved) {
    StateCopy.copy(ops, state(), saved);
  }

  @Override
  public Encoder product() {
    return encoder;
  }
}
