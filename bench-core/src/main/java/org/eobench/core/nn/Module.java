package org.eobench.core.nn;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A part of a network with named parameters, named children and a training flag.
 *
 * <p>Names equal those of the PyTorch original, so {@link #tensors()} of a whole model has the keys
 * of its checkpoint. A subclass declares children and parameters in its constructor, in PyTorch's
 * order, and defines its own forward method with documented shapes.
 */
public abstract class Module {
  /**
   * The maximum number of parts of a model; the largest published models have less than a thousand.
   */
  static final int MOST_PARTS = 10_000;

  private final Map<String, Module> children = new LinkedHashMap<>();
  private final Map<String, Parameter> own = new LinkedHashMap<>();
  private boolean training;
  private int parts = 1;

  /**
   * Adds a child under {@code name}. Its tensors appear as {@code name.…}; tensors of a child with
   * an empty name appear as this module's own.
   */
  protected final <M extends Module> M child(String name, M module) {
    Module added = module;
    parts += added.parts;
    if (parts > MOST_PARTS) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "the model has more than %,d layers: reduce its depth", MOST_PARTS));
    }
    if (children.putIfAbsent(name, module) != null) {
      throw new IllegalStateException("two children are named " + name);
    }
    return module;
  }

  /** Removes a child and frees its tensors. */
  final void remove(String name) {
    Module removed = children.remove(name);
    if (removed != null) {
      removed.tensors().values().forEach(Parameter::close);
    }
  }

  /** Declares a trainable float32 parameter. */
  protected final Parameter parameter(String name, Shape shape, Init init) {
    return declare(name, new Parameter(shape, DataType.FLOAT32, init, false));
  }

  /** Declares a buffer, which is saved with the model but never trained. */
  protected final Parameter buffer(String name, Shape shape, DataType dataType, Init init) {
    return declare(name, new Parameter(shape, dataType, init, true));
  }

  /**
   * Declares a float32 buffer without values until a fit to data or a checkpoint sets them.
   *
   * @param shape shape, with -1 for axes whose length the data determines
   */
  protected final Parameter fitted(String name, Shape shape) {
    return declare(name, new Parameter(shape, DataType.FLOAT32, null, true));
  }

  private Parameter declare(String name, Parameter parameter) {
    if (own.putIfAbsent(name, parameter) != null) {
      throw new IllegalStateException("two tensors are named " + name);
    }
    return parameter;
  }

  /**
   * All parameters and buffers of this module and its children by full name; own ones come first.
   */
  public final Map<String, Parameter> tensors() {
    Map<String, Parameter> all = new LinkedHashMap<>();
    collect("", all);
    return Collections.unmodifiableMap(all);
  }

  private void collect(String prefix, Map<String, Parameter> into) {
    own.forEach((name, parameter) -> into.put(prefix + name, parameter));
    children.forEach(
        (name, module) -> module.collect(name.isEmpty() ? prefix : prefix + name + ".", into));
  }

  /** This module and its descendants of a given type, outer ones first. */
  public final <K> List<K> parts(Class<K> kind) {
    List<K> found = new ArrayList<>();
    if (kind.isInstance(this)) {
      found.add(kind.cast(this));
    }
    children.values().forEach(module -> found.addAll(module.parts(kind)));
    return found;
  }

  /** Like {@link #parts}, by their full names. */
  public final <K> Map<String, K> named(Class<K> kind) {
    Map<String, K> found = new LinkedHashMap<>();
    children.forEach(
        (name, module) -> {
          if (kind.isInstance(module)) {
            found.put(name, kind.cast(module));
          }
          module
              .named(kind)
              .forEach(
                  (inner, part) -> found.put(name.isEmpty() ? inner : name + "." + inner, part));
        });
    return found;
  }

  /** Freezes or unfreezes all parameters of this module and its descendants. */
  public final void setTrainable(boolean trainable) {
    tensors().values().stream()
        .filter(tensor -> !tensor.isBuffer())
        .forEach(tensor -> tensor.setTrainable(trainable));
  }

  /**
   * Switches this module and its children to training mode (dropout and batch statistics on) or
   * evaluation mode.
   */
  public final void setTraining(boolean training) {
    this.training = training;
    children.values().forEach(module -> module.setTraining(training));
  }

  /** Whether the module is in training mode; a new module is in evaluation mode. */
  public final boolean training() {
    return training;
  }
}
