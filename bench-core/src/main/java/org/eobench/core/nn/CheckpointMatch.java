package org.eobench.core.nn;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Problems;
import org.eobench.core.io.TensorFile;
import org.eobench.core.io.TensorFormat;
import org.eobench.core.io.TensorInfo;

/** Finds the tensor of a file for each tensor of a model, and everything that does not fit. */
final class CheckpointMatch {
  /**
   * A model's tensor and where its values come from.
   *
   * @param fitted the values when they had to be fitted to another shape, otherwise empty
   */
  record Source(String name, Parameter tensor, TensorInfo info, List<float[]> fitted) {}

  private final TensorFile file;
  private final CheckpointLayout layout;
  private final Map<String, Parameter> tensors;
  private final Map<String, TensorInfo> found = new LinkedHashMap<>();
  private final List<Source> sources = new ArrayList<>();
  private final List<String> missing = new ArrayList<>();
  private final List<String> unexpected = new ArrayList<>();
  private final Map<String, List<String>> wrong = new LinkedHashMap<>();

  CheckpointMatch(Map<String, Parameter> tensors, TensorFile file, CheckpointLayout layout) {
    this.file = file;
    this.layout = layout;
    this.tensors = tensors;
    String prefix = prefix();
    for (TensorInfo info : file.tensors()) {
      if (info.name().startsWith(prefix)) {
        place(info, info.name().substring(prefix.length()));
      }
    }
    tensors.forEach(this::match);
    throwIfWrong();
  }

  List<Source> sources() {
    return sources;
  }

  List<String> missing() {
    return missing;
  }

  List<String> unexpected() {
    return unexpected;
  }

  private String prefix() {
    return layout.prefixes().stream()
        .filter(p -> file.tensors().stream().anyMatch(info -> info.name().startsWith(p)))
        .findFirst()
        .orElse("");
  }

  private void place(TensorInfo info, String key) {
    String name = layout.rename().apply(key);
    if (tensors.containsKey(name)) {
      TensorInfo first = found.putIfAbsent(name, info);
      if (first != null) {
        wrong("has two tensors for one", name + ": both " + first.name() + " and " + info.name());
      }
    } else if (layout.ignored().test(key)) {
      unexpected.add(info.name());
    } else {
      wrong("has unexpected tensors", info.name() + " " + Arrays.toString(info.shape()));
    }
  }

  private void match(String name, Parameter tensor) {
    TensorInfo info = found.get(name);
    long[] shape = tensor.shape().getShape();
    if (info == null) {
      missing.add(name);
      if (!layout.mayBeMissing().test(name)) {
        wrong("lacks tensors", name + " " + Arrays.toString(shape));
      }
    } else if (tensor.dataType() == DataType.INT64 && info.dtype().isFloating()) {
      wrong("has fractions instead of counts", info.toString());
    } else if (tensor.accepts(new Shape(info.shape())) && !layout.refitted().test(name)) {
      sources.add(new Source(name, tensor, info, List.of()));
    } else {
      float[] values = layout.reshape().apply(name, file.floats(info.name()), info.shape(), shape);
      if (values == null) {
        wrong(
            "has tensors of another shape",
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
  }

  private void wrong(String what, String tensor) {
    wrong.computeIfAbsent(what, unused -> new ArrayList<>()).add(tensor);
  }

  private void throwIfWrong() {
    Problems problems = new Problems();
    if (!wrong.isEmpty() && file.format() == TensorFormat.TORCHSCRIPT) {
      problems.add(
          Problem.of("TorchScriptProgram", "this is a TorchScript program, not a checkpoint")
              .at(file.path().toString())
              .expecting("a file of torch.save, or safetensors")
              .next("run the program itself: use `encoder=torchscript`"));
    }
    wrong.forEach(
        (what, names) ->
            problems.add(
                Problem.of(
                        "WeightsDoNotFit",
                        String.format(
                            Locale.ROOT,
                            "the checkpoint %s (%d):\n    %s",
                            what,
                            names.size(),
                            String.join("\n    ", names)))
                    .at(file.path().toString())
                    .next("give weights made for this model and its sizes, or null for none")));
    problems.throwIfAny(ExitCode.WEIGHTS);
  }
}
