package org.eobench.pretrain.dinov2;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eobench.core.encoder.Encoder;
import org.eobench.core.encoder.EncoderInput;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.nn.Parameter;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.optim.MovingAverage;
import org.eobench.core.stages.Stage;
import org.eobench.core.stages.Stages;
import org.eobench.core.weights.Weights;
import org.eobench.pretrain.mask.BlockMask;
import org.eobench.pretrain.mask.CropMasks;
import org.eobench.pretrain.method.CropBatch;
import org.eobench.pretrain.method.Maskable;
import org.eobench.pretrain.method.Method;
import org.eobench.pretrain.method.MethodContext;
import org.eobench.pretrain.method.StateCopy;
import org.eobench.pretrain.method.StepReport;
import org.eobench.pretrain.method.StepValues;
import org.eobench.pretrain.optim.GradientStep;
import org.eobench.pretrain.optim.ScheduledAdamW;
import org.eobench.pretrain.optim.StochasticDepth;
import org.eobench.pretrain.schedule.CosineSchedule;
import org.jspecify.annotations.Nullable;

/**
 * DINOv2 (Oquab et al. 2023, arXiv:2304.07193). The student sees masked large crops and small
 * crops; it predicts the teacher's probabilities of the prototypes for the other crops of the
 * sample and for the masked patches. The teacher is the moving average of the student, and its
 * encoder is the product.
 */
public final class Dinov2Method implements Method {
  static final String NAME = "dinov2";

  private final TorchOps ops;
  private final Dinov2Config config;
  private final Network student;
  private final Network teacher;
  private final Centres centres;
  private final Objective objective;
  private final ScheduledAdamW optimizer;
  private final GradientStep gradients;
  private final MovingAverage average;
  private final CosineSchedule momenta;
  private final CosineSchedule temperatures;
  private final MaskSource maskSource;

  /** Draws the masks of crops from a seed. */
  interface MaskSource {
    CropMasks draw(BlockMask blocks, int crops, long seed);
  }

  /**
   * @throws org.eobench.core.error.BenchException if patches of the encoder cannot be masked
   */
  public Dinov2Method(Dinov2Config config, MethodContext context) {
    this(
        config,
        context,
        (blocks, crops, random) -> CropMasks.draw(blocks, crops, config.ibot().shares(), random));
  }

  Dinov2Method(Dinov2Config config, MethodContext context, MaskSource maskSource) {
    this.maskSource = maskSource;
    this.ops = context.ops();
    this.config = config;
    Maskable.requireRange(ops, NAME);
    student = new Network(ops, context.encoders().get(), config);
    context.start().accept(student.backbone());
    Weights.initialize(student.tensors(), ops.manager(), context.seed());
    student.setTrainable(true);
    student.setTraining(true);
    StochasticDepth.set(student, config.dropPathRate());
    // TorchOps keeps casts of frozen weights of its own manager, but the teacher's change.
    NDManager own = ops.manager().newSubManager();
    teacher = new Network(ops, context.encoders().get(), config);
    teacher.setTrainable(false);
    teacher
        .tensors()
        .values()
        .forEach(tensor -> tensor.set(own.zeros(tensor.shape(), tensor.dataType())));
    StateCopy.copy(ops, arrays(teacher), arrays(student));
    centres = Centres.of(ops, config, own);
    objective = new Objective(ops, config, student, teacher, centres);
    int frozen = context.length().stepsOf(config.dino().freezeLastLayerEpochs());
    optimizer = new ScheduledAdamW(ops, student.parts(), config.optim(), context.length(), frozen);
    gradients = new GradientStep(ops, optimizer, objective.names(), context.seed());
    average = new MovingAverage(ops);
    momenta = config.teacher().momenta(context.length());
    temperatures = config.teacher().temperatures(context.length());
  }

  private static Map<String, NDArray> arrays(Network network) {
    Map<String, NDArray> arrays = new LinkedHashMap<>();
    network.tensors().forEach((name, tensor) -> arrays.put(name, tensor.array()));
    return arrays;
  }

  @Override
  public StepReport step(List<? extends CropBatch> parts, int iteration) {
    double temperature = temperatures.at(iteration);
    StepValues values =
        gradients.run(
            parts,
            iteration,
            (crops, random, share, scope) -> {
              EncoderInput global = crops.global(scope);
              MaskArrays masks = masks(global, random, scope);
              return objective.terms(crops, global, masks, temperature, share, scope);
            });
    if (!values.isFinite()) {
      centres.abandonStep();
      throw values.notFinite(iteration);
    }
    Stages.run(Stage.OPTIMIZER, () -> update(iteration));
    return values.report(schedules(iteration));
  }

  private void update(int iteration) {
    optimizer.step(iteration);
    centres.endStep();
    average.update(parameters(teacher), parameters(student), momenta.at(iteration));
  }

  private @Nullable MaskArrays masks(EncoderInput global, long random, NDManager owner) {
    if (config.ibot().lossWeight() == 0) {
      return null;
    }
    Shape image = global.images().values().iterator().next().getShape();
    BlockMask blocks = new BlockMask(student.patches(image.get(3)), student.patches(image.get(4)));
    requireRoom(blocks, image);
    int crops = Math.toIntExact(image.get(0));
    return MaskArrays.of(maskSource.draw(blocks, crops, random), owner);
  }

  /** A block of a mask is smaller than the grid in both directions. */
  private static void requireRoom(BlockMask blocks, Shape image) {
    if (blocks.rows() < 2 || blocks.columns() < 2) {
      throw new BenchException(
          ExitCode.CONFIG,
          Problem.of(
                  "CropTooSmall",
                  String.format(
                      Locale.ROOT,
                      "no block of patches can be masked in %d x %d patches",
                      blocks.rows(),
                      blocks.columns()))
              .at(
                  String.format(
                      Locale.ROOT, "a large crop of %d x %d pixels", image.get(3), image.get(4)))
              .expecting("at least 2 x 2 patches")
              .next("enlarge `crops.global_size`, or set `method.ibot.loss_weight=0`"));
    }
  }

  Network student() {
    return student;
  }

  Network teacher() {
    return teacher;
  }

  private static List<NDArray> parameters(Network network) {
    return network.tensors().values().stream()
        .filter(tensor -> !tensor.isBuffer())
        .map(Parameter::array)
        .toList();
  }

  private Map<String, Double> schedules(int iteration) {
    Map<String, Double> values = new LinkedHashMap<>(optimizer.schedules(iteration));
    values.put("momentum", momenta.at(iteration));
    values.put("teacher_temp", temperatures.at(iteration));
    return values;
  }

  @Override
  public Map<String, NDArray> state() {
    Map<String, NDArray> state = new LinkedHashMap<>();
    arrays(student).forEach((name, array) -> state.put("student." + name, array));
    arrays(teacher).forEach((name, array) -> state.put("teacher." + name, array));
    optimizer.state().forEach((name, array) -> state.put("optimizer." + name, array));
    centres.state().forEach((name, array) -> state.put("centres." + name, array));
    return state;
  }

  @Override
  public void restore(Map<String, NDArray> saved) {
    StateCopy.copy(ops, state(), saved);
  }

  @Override
  public Encoder product() {
    return teacher.backbone();
  }
}
