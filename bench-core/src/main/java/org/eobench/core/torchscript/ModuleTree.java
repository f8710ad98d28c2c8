package org.eobench.core.torchscript;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.eobench.core.io.tensors.TensorInfo;
import org.eobench.core.io.tensors.TensorType;
import org.eobench.core.weights.Weights;

/** A tree of modules with tensors, as classes and objects of a TorchScript archive. */
final class ModuleTree {
  private static final String MODULE = "__torch__.eobench_model";

  private final String className;
  private final Numbers numbers;
  private final Map<String, ModuleTree> children = new LinkedHashMap<>();
  private final Map<String, ScriptWriter.Tensor> parameters = new LinkedHashMap<>();
  private final Map<String, ScriptWriter.Tensor> buffers = new LinkedHashMap<>();
  private String method = "";

  /** Distinguishes modules of the same name. */
  private static final class Numbers {
    private int last;
  }

  private ModuleTree(String className, Numbers numbers) {
    this.className = className;
    this.numbers = numbers;
  }

  static ModuleTree root(String className) {
    return new ModuleTree(className, new Numbers());
  }

  /** The path of the source of all classes in an archive. */
  static String path() {
    return MODULE.replace('.', '/') + ".py";
  }

  /** The full class name. */
  String type() {
    return MODULE + "." + className;
  }

  /** The child module of that name, created on first use. */
  ModuleTree child(String name) {
    return children.computeIfAbsent(
        name,
        unused ->
            new ModuleTree(
                "Module" + (++numbers.last) + "_" + name.replaceAll("\\W", "_"), numbers));
  }

  /** Adds a tensor at a path such as {@code blocks.0.norm1.weight}. */
  void add(String path, NDArray values, boolean buffer) {
    int dot = path.indexOf('.');
    if (dot >= 0) {
      child(path.substring(0, dot)).add(path.substring(dot + 1), values, buffer);
      return;
    }
    TensorType type = values.getDataType() == DataType.INT64 ? TensorType.I64 : TensorType.F32;
    TensorInfo info = new TensorInfo(path, type, values.getShape().getShape());
    (buffer ? buffers : parameters)
        .put(path, new ScriptWriter.Tensor(info, () -> Weights.entry(path, values), !buffer));
  }

  /** Sets the class's method: a complete {@code def}, indented by two spaces. */
  void setMethod(String text) {
    method = text;
  }

  /** The expression of the tensor at a path, relative to {@code self} of this module. */
  static String expression(String path) {
    String expression = "self";
    for (String name : path.split("\\.")) {
      expression =
          name.matches("[A-Za-z_]\\w*")
              ? expression + "." + name
              : String.format(Locale.ROOT, "getattr(%s, \"%s\")", expression, name);
    }
    return expression;
  }

  /** The source of this class and of all classes below it. */
  String source() {
    StringBuilder text = new StringBuilder("class " + className + "(Module):\n");
    text.append("  __parameters__ = [").append(names(parameters)).append("]\n");
    text.append("  __buffers__ = [").append(names(buffers)).append("]\n");
    parameters.keySet().forEach(name -> text.append("  ").append(name).append(" : Tensor\n"));
    buffers.keySet().forEach(name -> text.append("  ").append(name).append(" : Tensor\n"));
    text.append("  training : bool\n");
    children.forEach(
        (name, child) ->
            text.append(
                name.matches("[A-Za-z_]\\w*")
                    ? String.format(Locale.ROOT, "  %s : %s\n", name, child.type())
                    : String.format(
                        Locale.ROOT, "  __annotations__[\"%s\"] = %s\n", name, child.type())));
    text.append(method);
    children.values().forEach(child -> text.append(child.source()));
    return text.toString();
  }

  private static String names(Map<String, ScriptWriter.Tensor> tensors) {
    return tensors.keySet().stream()
        .map(name -> "\"" + name + "\", ")
        .collect(Collectors.joining());
  }

  /** The objects of an archive. */
  ScriptWriter.Instance instance() {
    Map<String, ScriptWriter.Value> attributes = new LinkedHashMap<>(parameters);
    attributes.putAll(buffers);
    attributes.put("training", new ScriptWriter.Flag(false));
    children.forEach((name, child) -> attributes.put(name, child.instance()));
    return new ScriptWriter.Instance(type(), attributes);
  }
}
