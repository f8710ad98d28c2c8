package org.eobench.core.torchscript;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.eobench.core.dataset.Acquisition;
import org.eobench.core.decoder.ReadsAcquisitions;
import org.eobench.core.encoder.EncoderInput;
import org.eobench.core.encoder.EncoderSpec;
import org.eobench.core.encoder.FeatureMaps;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.io.AtomicFile;
import org.eobench.core.io.TemporaryFiles;
import org.eobench.core.io.UnfinishedFiles;
import org.eobench.core.io.tensors.TensorFile;
import org.eobench.core.model.EoModel;
import org.eobench.core.nn.Parameter;

/**
 * Exports an encoder with its decoder as a TorchScript file: {@code forward} returns the logits,
 * the module {@code encoder} returns the feature maps, and every tensor has its PyTorch name.
 *
 * <p>The program is traced in evaluation mode with one and with two images of the model's input
 * size. Before the file gets its final name, it is loaded again and must reproduce the model's
 * logits.
 */
public final class TorchScriptExporter {
  /** Largest difference between the logits of model and file, relative to the largest logit. */
  private static final double TOLERANCE = 1e-5;

  private final EoModel model;
  private final TracingOps ops;
  private final int frames;

  /**
   * @param model model, which is switched to evaluation mode
   * @param ops operators with which the model was built
   * @param frames dates per sample; there is no time axis if the encoder takes one date
   */
  public TorchScriptExporter(EoModel model, TracingOps ops, int frames) {
    this.model = model;
    this.ops = ops;
    this.frames = model.encoder().spec().temporal() ? frames : 1;
  }

  /**
   * The result of an export.
   *
   * @param inputs name and shape of each argument of {@code forward}; -1 means any batch size
   * @param anyBatch whether it takes batches of any size; otherwise one image at a time
   * @param difference largest observed difference from the model's logits
   */
  public record Exported(Map<String, Shape> inputs, boolean anyBatch, double difference) {}

  /**
   * Writes the file.
   *
   * @param extras extra files by name
   * @throws BenchException when the model uses an operation that cannot be traced, or the file
   *     cannot be written
   */
  public Exported write(Path target, Map<String, String> extras) {
    requireImagesAlone();
    model.encoder().setTraining(false);
    model.decoder().setTraining(false);
    try (NDManager scope = ops.manager().newSubManager()) {
      Pass one = pass(scope, 1);
      Pass two = pass(scope, 2);
      Optional<Trace> encoder = TraceText.anyBatch(one.encoder, two.encoder);
      Optional<Trace> decoder = TraceText.anyBatch(one.decoder, two.decoder);
      boolean any = encoder.isPresent() && decoder.isPresent();
      Pass general = any ? new Pass(encoder.get(), decoder.get()) : one;
      Path part = TemporaryFiles.file("export");
      try {
        write(part, general, extras);
        double difference = Math.max(difference(part, 1), any ? difference(part, 3) : 0);
        UnfinishedFiles.removeStale(Objects.requireNonNull(target.toAbsolutePath().getParent()));
        AtomicFile.write(target, out -> Files.copy(part, out));
        return new Exported(inputs(any), any, difference);
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (IOException failure) {
      throw AtomicFile.failed(target, failure);
    }
  }

  /** Refuses a model whose decoder needs more than the maps of images. */
  private void requireImagesAlone() {
    if (model.decoder().readsClassTokens()) {
      throw new BenchException(
          ExitCode.CONFIG,
          Problem.of(
                  "ExportNeedsClassTokens",
                  "the decoder reads class tokens, but a program passes it only maps")
              .at("decoder")
              .expecting("a decoder that reads only maps")
              .next(
                  "train with `decoder.readout_type=ignore` or `decoder.pooling=mean` and export"
                      + " that run"));
    }
    for (ReadsAcquisitions part : model.decoder().parts(ReadsAcquisitions.class)) {
      try {
        part.require(Acquisition.UNKNOWN, frames, "an exported program");
      } catch (BenchException lacking) {
        throw new BenchException(
            ExitCode.CONFIG,
            Problem.of(
                    "ExportNeedsDates",
                    "the decoder needs the dates of the images, which a program does not take as"
                        + " input")
                .at("decoder.ltae_positions=dates")
                .expecting("a model whose only input is images")
                .next("train with `decoder.ltae_positions=order`, or none, and export that run"),
            lacking);
      }
    }
  }

  private record Pass(Trace encoder, Trace decoder) {}

  private Pass pass(NDManager scope, int batch) {
    Map<String, NDArray> images = images(scope, batch);
    List<String> modalities = List.copyOf(images.keySet());
    Trace encoder =
        Trace.of(
            model.encoder().tensors(),
            List.copyOf(images.values()),
            stand -> {
              Map<String, NDArray> named = new LinkedHashMap<>();
              for (int i = 0; i < modalities.size(); i++) {
                named.put(modalities.get(i), stand.get(i));
              }
              return model.encoder().encode(EncoderInput.of(named)).levels();
            });
    int size = model.encoder().spec().inputSize();
    EncoderInput input = EncoderInput.of(images);
    List<NDArray> maps = model.encoder().encode(input).levels();
    Trace decoder =
        Trace.of(
            model.decoder().tensors(),
            maps,
            stand ->
                List.of(
                    model
                        .decoder()
                        .decode(new FeatureMaps(stand).taken(input.acquisitions()), size, size)));
    return new Pass(encoder, decoder);
  }

  private Map<String, NDArray> images(NDManager scope, int batch) {
    EncoderSpec spec = model.encoder().spec();
    Map<String, NDArray> images = new LinkedHashMap<>();
    SplittableRandom random = new SplittableRandom(batch);
    spec.inputBands()
        .forEach(
            (modality, bands) -> {
              Shape shape =
                  new Shape(batch, bands.size(), frames, spec.inputSize(), spec.inputSize());
              float[] values = new float[(int) shape.size()];
              for (int i = 0; i < values.length; i++) {
                values[i] = (float) random.nextDouble() * 2 - 1;
              }
              images.put(modality, scope.create(values, shape));
            });
    return images;
  }

  private Map<String, Shape> inputs(boolean anyBatch) {
    EncoderSpec spec = model.encoder().spec();
    Map<String, Shape> inputs = new LinkedHashMap<>();
    long batch = anyBatch ? -1 : 1;
    long size = spec.inputSize();
    spec.inputBands()
        .forEach(
            (modality, bands) ->
                inputs.put(
                    modality,
                    frames == 1
                        ? new Shape(batch, bands.size(), size, size)
                        : new Shape(batch, bands.size(), frames, size, size)));
    return inputs;
  }

  private void write(Path file, Pass pass, Map<String, String> extras) {
    TraceText text = new TraceText(ops);
    ModuleTree root = ModuleTree.root("Model");
    ModuleTree encoder = root.child("encoder");
    fill(encoder, model.encoder().tensors(), pass.encoder);
    fill(root, model.decoder().tensors(), pass.decoder);
    List<String> images =
        inputs(true).keySet().stream().map(name -> name.replaceAll("\\W", "_")).toList();
    encoder.setMethod(encoder(text, encoder.type(), images, pass.encoder));
    root.setMethod(whole(text, root.type(), images, pass));
    ScriptWriter.write(
        file,
        root.instance(),
        Map.of(ModuleTree.path(), root.source(), TraceText.path(), text.functions()),
        extras);
  }

  private static void fill(ModuleTree tree, Map<String, Parameter> tensors, Trace trace) {
    tensors.forEach((name, tensor) -> tree.add(name, tensor.array(), tensor.isBuffer()));
    for (int i = 0; i < trace.constants().size(); i++) {
      tree.add(constant(i), trace.constants().get(i), true);
    }
  }

  private static String constant(int index) {
    return "constant_" + index;
  }

  private static String arguments(String type, List<String> images) {
    return String.format(
        Locale.ROOT,
        "  def forward(self: %s, %s: Tensor)",
        type,
        String.join(": Tensor, ", images));
  }

  private String encoder(TraceText text, String type, List<String> images, Trace trace) {
    List<String> lines = new ArrayList<>();
    List<String> inputs = new ArrayList<>();
    boolean single = trace.outputs().size() == 1;
    String result = "Tensor" + ", Tensor".repeat(trace.outputs().size() - 1);
    lines.add(arguments(type, images) + " -> " + (single ? "Tensor:" : "Tuple[" + result + "]:"));
    for (String image : images) {
      String input = "image_" + image;
      inputs.add(input);
      lines.add(
          "    "
              + input
              + " = "
              + String.format(Locale.ROOT, frames == 1 ? "torch.unsqueeze(%s, 2)" : "%s", image));
    }
    List<String> steps = statements(text, trace, inputs);
    lines.addAll(steps.subList(0, steps.size() - 1));
    String outputs = steps.get(steps.size() - 1);
    lines.add("    return " + (single ? outputs : "(" + outputs + ")"));
    return String.join("\n", lines) + "\n";
  }

  private String whole(TraceText text, String type, List<String> images, Pass pass) {
    List<String> maps = new ArrayList<>();
    for (int i = 0; i < pass.encoder.outputs().size(); i++) {
      maps.add("map_" + i);
    }
    List<String> lines = new ArrayList<>();
    lines.add(arguments(type, images) + " -> Tensor:");
    lines.add(
        String.format(
            Locale.ROOT,
            "    %s = (self.encoder).forward(%s)",
            String.join(", ", maps) + (maps.size() > 1 ? "," : ""),
            String.join(", ", images)));
    List<String> steps = statements(text, pass.decoder, maps);
    lines.addAll(steps.subList(0, steps.size() - 1));
    lines.add("    return " + steps.get(steps.size() - 1));
    return String.join("\n", lines) + "\n";
  }

  private static List<String> statements(TraceText text, Trace trace, List<String> inputs) {
    Function<Integer, String> constants = i -> ModuleTree.expression(constant(i));
    return text.statements(trace, inputs, ModuleTree::expression, constants, "    ");
  }

  /** The largest difference between the logits of the file and of the model. */
  private double difference(Path file, int batch) {
    try (NDManager scope = ops.manager().newSubManager();
        TensorFile stored = TensorFile.open(file)) {
      Map<String, NDArray> images = images(scope, batch);
      int size = model.encoder().spec().inputSize();
      float[] wanted = model.logits(EncoderInput.of(images), size, size).toFloatArray();
      ScriptedModule written =
          ScriptedModule.load(file, new ScriptedModule.Part("", "forward", List.of()), ops);
      List<NDArray> weights = new ArrayList<>();
      for (ScriptedModule.Tensor tensor : written.tensors()) {
        String name = tensor.info().name();
        Shape shape = new Shape(tensor.info().shape());
        weights.add(
            tensor.info().dtype().isFloating()
                ? scope.create(stored.floats(name), shape)
                : scope.create(stored.longs(name), shape));
      }
      List<NDArray> inputs =
          images.values().stream().map(image -> frames == 1 ? image.squeeze(2) : image).toList();
      return difference(written.call(inputs, weights, false).get(0).toFloatArray(), wanted);
    }
  }

  private static double difference(float[] found, float[] wanted) {
    double largest = 0;
    double difference = found.length == wanted.length ? 0 : Double.POSITIVE_INFINITY;
    for (int i = 0; i < Math.min(found.length, wanted.length); i++) {
      largest = Math.max(largest, Math.abs(wanted[i]));
      difference = Math.max(difference, Math.abs((double) found[i] - wanted[i]));
    }
    if (!(difference <= TOLERANCE * Math.max(1, largest))) {
      throw new BenchException(
          ExitCode.FAILURE,
          Problem.of(
                  "ExportDiffers",
                  String.format(
                      Locale.ROOT,
                      "the logits of the exported program differ from the model's by %g",
                      difference))
              .expecting(
                  String.format(
                      Locale.ROOT, "differences below %g of the largest logit", TOLERANCE))
              .next("report this with the names of encoder and decoder; nothing was written"));
    }
    return difference;
  }
}
