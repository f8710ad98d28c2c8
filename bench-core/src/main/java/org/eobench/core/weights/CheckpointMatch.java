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
 * Matches the tensors of a file with those of a model, for one prefix of the file's names, and
 * records all mismatches. {@link CheckpointSearch} finds the prefix.
 */
public final class CheckpointMatch {
  /**
   * A model's tensor and the source of its values.
   *
   * @param fitted values adapted to another shape; empty otherwise
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
   * @param copies prefixes of further copies of the model in the file; their tensors are not
   *     unexpected
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

  /** The model's tensors that the file lacks and may lack. */
  List<String> missing() {
    return missing;
  }

  /** The file's tensors that the model may ignore. */
  List<String> unexpected() {
    return unexpected;
  }

  /** The prefix of the model's tensors in the file; may be empty. */
  public String prefix() {
    return prefix;
  }

  /** The number of the model's tensors that have values. */
  public int fitting() {
    return tensors.size() - misfits.ofModel();
  }

  /** The number of the file's tensors outside this model: those without the prefix, and copies. */
  int outside() {
    return outside;
  }

  /** Whether all tensors of the model have values, regardless of other content of the file. */
  boolean isComplete() {
    return misfits.ofModel() == 0 && refused == null;
  }

  /** Whether the file contains the model and nothing unexpected. */
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
    } catch (BenchException failure) {
      refused = failure;
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

  /** The model's tensors whose values were adapted to another shape. */
  public Set<String> fitted() {
    return sources.stream()
        .filter(source -> !source.fitted().isEmpty())
        .map(Source::name)
        .collect(Collectors.toSet());
  }

  /**
   * Throws if anything does not match.
   *
   * @param remark what the file seems to be; may be empty
   * @param next advice for the user, one line per option
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
      return Problem.of("WeightsDoNotFit", "the file contains no tensors")
          .at(file.path().toString())
          .expecting("weights of this model with these sizes")
          .next(next);
    }
    return Problem.of(
            "WeightsDoNotFit",
            "the checkpoint does not match the model: " + remark + counts() + misfits.text())
        .at(file.path().toString())
        .expecting("weights of this model with these sizes")
        .next(next);
  }

  /** How much of the model is present, such as {@code 70 of 74 names match after …}. */
  private String counts() {
    return String.format(
        Locale.ROOT,
        "%d of %d names match%s",
        fitting(),
        tensors.size(),
        prefix.isEmpty() ? "" : " after removing the prefix '" + prefix + "'");
  }
}
