package org.eobench.core.weights;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.io.tensors.TensorFile;
import org.eobench.core.io.tensors.TensorFormat;
import org.eobench.core.io.tensors.TensorInfo;
import org.eobench.core.nn.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * The tensor of a file for each tensor of a model, where the file's names begin with one prefix,
 * and everything that does not fit. {@link CheckpointSearch} finds the prefix.
 */
public final class CheckpointMatch {
  /**
   * A model's tensor and where its values come from.
   *
   * @param fitted the values when they had to be fitted to another shape, otherwise empty
   */
  record Source(String name, Parameter tensor, TensorInfo info, List<float[]> fitted) {}

  private final TensorFile file;
  private final CheckpointLayout layout;
  private final String prefix;
  private final Map<String, Parameter> tensors;
  private final Map<String, TensorInfo> found = new LinkedHashMap<>();
  private final List<Source> sources = new ArrayList<>();
  private final List<String> missing = new ArrayList<>();
  private final List<String> unexpected = new ArrayList<>();
  private final Misfits misfits = new Misfits();
  private int outside;
  private @Nullable BenchException refused;

  /**
   * @param copies prefixes below which the file holds all of the model once more; what lies there
   *     is not unexpected
   */
  CheckpointMatch(
      Map<String, Parameter> tensors,
      TensorFile file,
      CheckpointLayout layout,
      String prefix,
      List<String> copies) {
    this.file = file;
    this.layout = layout;
    this.prefix = prefix;
    this.tensors = tensors;
    List<String> deeper =
        copies.stream().filter(copy -> !copy.equals(prefix) && copy.startsWith(prefix)).toList();
    for (TensorInfo info : file.tensors()) {
      if (info.name().startsWith(prefix) && deeper.stream().noneMatch(info.name()::startsWith)) {
        place(info, info.name().substring(prefix.length()));
      } else {
        outside++;
      }
    }
    tensors.forEach(this::match);
  }

  List<Source> sources() {
    return sources;
  }

  /** Tensors of the model that the file lacks, and may lack. */
  List<String> missing() {
    return missing;
  }

  /** Tensors of the file that the model may ignore. */
  List<String> unexpected() {
    return unexpected;
  }

  /** What the names of the model's tensors begin with in the file; empty for nothing. */
  public String prefix() {
    return prefix;
  }

  /** How many tensors of the model have what they need. */
  public int fitting() {
    return tensors.size() - misfits.ofModel();
  }

  /** Tensors of the file that are no part of this model: those without the prefix, and copies. */
  int outside() {
    return outside;
  }

  /** Whether every tensor of the model has what it needs, whatever else the file holds. */
  boolean isComplete() {
    return misfits.ofModel() == 0 && refused == null;
  }

  /** Whether the file holds the model and nothing that is unexpected. */
  public boolean fits() {
    return isComplete() && misfits.count(Misfits.Kind.UNEXPECTED) == 0;
  }

  private void place(TensorInfo info, String key) {
    String name = layout.rename().apply(key);
    if (tensors.containsKey(name)) {
      TensorInfo first = found.putIfAbsent(name, info);
      if (first != null) {
        misfits.add(Misfits.Kind.TWICE, name + ": both " + first.name() + " and " + info.name());
      }
    } else if (layout.ignored().test(key)) {
      unexpected.add(info.name());
    } else {
      misfits.add(Misfits.Kind.UNEXPECTED, info.name() + " " + Arrays.toString(info.shape()));
    }
  }

  private void match(String name, Parameter tensor) {
    TensorInfo info = found.get(name);
    long[] shape = tensor.shape().getShape();
    if (info == null) {
      missing.add(name);
      if (!layout.mayBeMissing().test(name)) {
        misfits.add(Misfits.Kind.MISSING, name + " " + Arrays.toString(shape));
      }
    } else if (tensor.dataType() == DataType.INT64 && info.dtype().isFloating()) {
      misfits.add(Misfits.Kind.FRACTIONS, info.toString());
    } else if (tensor.accepts(new Shape(info.shape())) && !layout.refitted().test(name)) {
      sources.add(new Source(name, tensor, info, List.of()));
    } else {
      refit(name, tensor, info, shape);
    }
  }

  private void refit(String name, Parameter tensor, TensorInfo info, long[] shape) {
    float[] values;
    try {
      values = layout.reshape().apply(name, file.floats(info.name()), info.shape(), shape);
    } catch (BenchException told) {
      refused = told;
      return;
    }
    if (values == null) {
      misfits.add(
          Misfits.Kind.SHAPE,
          String.format(
              Locale.ROOT,
              "%s: the file has %s, the model needs %s",
              name,
              Arrays.toString(info.shape()),
              Arrays.toString(shape)));
    } else if (values.length == 0) {
      missing.add(name);
      unexpected.add(info.name());
    } else {
      sources.add(new Source(name, tensor, info, List.of(values)));
    }
  }

  /** The model's tensors whose values were fitted to another shape. */
  public Set<String> fitted() {
    return sources.stream()
        .filter(source -> !source.fitted().isEmpty())
        .map(Source::name)
        .collect(Collectors.toSet());
  }

  /**
   * Throws what does not fit.
   *
   * @param remark what the file seems to be; may be empty
   * @param next what a user can do, a line each
   */
  public void require(String remark, String next) {
    if (refused != null) {
      throw refused;
    }
    if (!fits()) {
      throw new BenchException(ExitCode.WEIGHTS, problem(remark, next));
    }
  }

  private Problem problem(String remark, String next) {
    if (file.format() == TensorFormat.TORCHSCRIPT) {
      return Problem.of(
              "TorchScriptProgram",
              "this is a TorchScript program, not a checkpoint" + misfits.text())
          .at(file.path().toString())
          .expecting("a file of torch.save, or safetensors")
          .next("run the program itself: use `encoder=torchscript`");
    }
    if (file.tensors().isEmpty()) {
      return Problem.of("WeightsDoNotFit", "the file holds no tensors")
          .at(file.path().toString())
          .expecting("weights made for this model and its sizes")
          .next(next);
    }
    return Problem.of(
            "WeightsDoNotFit", "the checkpoint does not fit: " + remark + counts() + misfits.text())
        .at(file.path().toString())
        .expecting("weights made for this model and its sizes")
        .next(next);
  }

  /** How much of the model is there, such as {@code 70 of 74 names fit after …}. */
  private String counts() {
    return String.format(
        Locale.ROOT,
        "%d of %d names fit%s",
        fitting(),
        tensors.size(),
        prefix.isEmpty() ? "" : " after taking off '" + prefix + "'");
  }
}
