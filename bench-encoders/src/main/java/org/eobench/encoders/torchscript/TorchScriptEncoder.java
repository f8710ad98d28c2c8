package org.eobench.encoders.torchscript;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.eobench.core.encoder.Encoder;
import org.eobench.core.encoder.EncoderContext;
import org.eobench.core.encoder.EncoderInput;
import org.eobench.core.encoder.EncoderSpec;
import org.eobench.core.encoder.FeatureMaps;
import org.eobench.core.encoder.ImageCheck;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.io.tensors.TensorType;
import org.eobench.core.nn.Inits;
import org.eobench.core.nn.Parameter;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.torchscript.ScriptedModule;
import org.eobench.core.weights.CheckpointLayout;

/**
 * Any model from Python: a file of {@code torch.jit.save} whose parameters and buffers become this
 * encoder's tensors, under their names in PyTorch. It runs in float32 in every precision of the
 * run, because the file itself determines its computation.
 */
public final class TorchScriptEncoder extends Encoder {
  /** Standard deviation of random weights; a run always replaces them with those of the file. */
  private static final double FRESH = 0.02;

  private final TorchOps ops;
  private final String file;
  private final ProgramFacts facts;
  private final List<String> inputLayer;
  private final ImageCheck check;
  private final EncoderSpec spec;
  private final ScriptedModule program;
  private final List<Parameter> weights = new ArrayList<>();
  private final Set<String> names;

  /**
   * Loads the program of the file; its weights are loaded like those of any other encoder.
   *
   * @throws BenchException if the file is damaged, contains forbidden operators, or cannot be
   *     called with the images of the config
   */
  public TorchScriptEncoder(TorchScriptConfig config, EncoderContext context) {
    this.ops = context.ops();
    this.file = Objects.requireNonNull(config.keys().encoderWeights());
    this.inputLayer = config.inputLayer();
    this.facts = FileKeys.of(Path.of(file), config, context.bands());
    var bands = facts.inputBands();
    check =
        new ImageCheck(
            "the TorchScript encoder",
            bands,
            facts.numFrames(),
            ImageCheck.Sizes.exactly(facts.inputSize()));
    spec =
        new EncoderSpec(
            bands,
            facts.inputSize(),
            facts.levels(),
            facts.numFrames() > 1,
            facts.outputLayout() == OutputLayout.BCTHW,
            facts.pyramidOutput());
    program =
        ScriptedModule.load(
            Path.of(file),
            new ScriptedModule.Part(facts.module(), facts.method(), facts.outputKeys()),
            ops);
    if (program.inputs() != 1 && program.inputs() != bands.size()) {
      throw misfit(
          String.format(
              Locale.ROOT, "method %s takes %d tensors", facts.method(), program.inputs()),
          String.format(
              Locale.ROOT,
              "one tensor with the bands of all modalities, or one tensor for each of %s",
              bands.keySet()));
    }
    program.tensors().forEach(this::declare);
    names = tensors().keySet();
  }

  private void declare(ScriptedModule.Tensor tensor) {
    Shape shape = new Shape(tensor.info().shape());
    String name = tensor.info().name();
    boolean whole = tensor.info().dtype() == TensorType.I64;
    DataType type = whole ? DataType.INT64 : DataType.FLOAT32;
    weights.add(
        tensor.buffer()
            ? buffer(name, shape, type, Inits.ZEROS)
            : parameter(name, shape, Inits.normal(FRESH)));
  }

  @Override
  public EncoderSpec spec() {
    return spec;
  }

  @Override
  public FeatureMaps encode(EncoderInput input) {
    List<NDArray> arrays = weights.stream().map(Parameter::array).toList();
    List<NDArray> outputs = program.call(images(input), arrays, training());
    if (outputs.size() != facts.levels().size()) {
      throw misfit(
          String.format(Locale.ROOT, "it returns %d tensors", outputs.size()),
          String.format(
              Locale.ROOT, "one tensor for each of the %d encoder.levels", facts.levels().size()));
    }
    long batch = input.acquisitions().size();
    List<NDArray> maps = new ArrayList<>();
    for (int i = 0; i < outputs.size(); i++) {
      maps.add(map(i, batch, outputs.get(i)));
    }
    return new FeatureMaps(maps);
  }

  private List<NDArray> images(EncoderInput input) {
    List<NDArray> images =
        program.inputs() == 1
            ? List.of(check.stack(input))
            : facts.inputBands().keySet().stream()
                .map(modality -> check.image(modality, input))
                .toList();
    return images.stream().map(image -> facts.inputLayout().from(image, ops)).toList();
  }

  private NDArray map(int i, long batch, NDArray output) {
    EncoderSpec.Level level = facts.levels().get(i);
    long side = facts.side(level);
    long[] wanted =
        facts.outputLayout().expected(level.width(), side, facts.prefixTokens(), facts.numFrames());
    long[] found = output.getShape().getShape();
    boolean fits =
        found.length == wanted.length + 1
            && found[0] == batch
            && Arrays.equals(Arrays.copyOfRange(found, 1, found.length), wanted);
    if (!fits) {
      throw misfit(
          String.format(
              Locale.ROOT,
              "output %d has shape %s for a batch of %d",
              i,
              Arrays.toString(found),
              batch),
          String.format(
                  Locale.ROOT,
                  "%d images of %s, from encoder.levels.%d={width: %d, stride: %d}, output_layout=%s"
                      + " and",
                  batch,
                  Arrays.toString(wanted),
                  i,
                  level.width(),
                  level.stride(),
                  facts.outputLayout().name().toLowerCase(Locale.ROOT))
              + String.format(Locale.ROOT, " prefix_tokens=%d", facts.prefixTokens()));
    }
    return facts.outputLayout().toMap(output, side, facts.prefixTokens(), ops);
  }

  private BenchException misfit(String what, String expected) {
    return new BenchException(
        ExitCode.CONFIG,
        Problem.of("ScriptDoesNotFit", "the program does not match its configuration: " + what)
            .at(file)
            .expecting(expected)
            .next("correct the keys of encoder, or the module in Python"));
  }

  /**
   * Ignores the file's other tensors, which are constants or belong to other parts of the program.
   */
  @Override
  public CheckpointLayout checkpointLayout() {
    CheckpointLayout all = CheckpointLayout.exact();
    CheckpointLayout part = facts.module().isEmpty() ? all : all.preferring(facts.module() + ".");
    return part.ignoring(name -> !names.contains(name));
  }

  @Override
  public boolean isInputLayer(String name) {
    return inputLayer.stream().anyMatch(name::startsWith);
  }
}
