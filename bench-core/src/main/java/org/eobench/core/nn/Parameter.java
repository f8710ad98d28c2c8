package org.eobench.core.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import org.jspecify.annotations.Nullable;

/**
 * A tensor that a {@link Module} owns under a name: a trainable parameter, or a buffer such as a
 * running mean or a fixed position table.
 *
 * <p>The module declares its shape; it takes no memory until {@link #set(NDArray)}. {@code Weights}
 * sets the values of a whole model from a checkpoint or from {@link #init()}. A tensor that only a
 * fit can set has no initial values, and some of its axes may be open until the fit determines
 * them.
 */
public final class Parameter {
  private final Shape declared;
  private final DataType dataType;
  private final @Nullable Init init;
  private final boolean buffer;
  private boolean trainable;
  private @Nullable String drawnAs;
  private @Nullable NDArray array;

  /** Owner of the memory of the values, if {@link #array} is another array over it. */
  private @Nullable NDArray memory;

  /**
   * @param init initial values; null if only a fit sets values, in which case axes of -1 are open
   */
  Parameter(Shape shape, DataType dataType, @Nullable Init init, boolean buffer) {
    this.declared = shape;
    this.dataType = dataType;
    this.init = init;
    this.buffer = buffer;
    this.trainable = !buffer;
  }

  /** The shape; an open axis is -1 until there are values. */
  public Shape shape() {
    return array == null ? declared : array.getShape();
  }

  /** Whether values of a shape match the declared shape. */
  public boolean accepts(Shape other) {
    if (other.dimension() != declared.dimension()) {
      return false;
    }
    for (int axis = 0; axis < declared.dimension(); axis++) {
      if (declared.get(axis) != -1 && declared.get(axis) != other.get(axis)) {
        return false;
      }
    }
    return true;
  }

  public DataType dataType() {
    return dataType;
  }

  /** The initial values; null if only a fit or a checkpoint can set them. */
  public @Nullable Init init() {
    return init;
  }

  /**
   * Lets initial random values be those of a tensor with another full name, so that a part of a
   * model begins like a model of its own.
   */
  public void drawAs(String name) {
    drawnAs = name;
  }

  /** The full name by which initial random values are drawn; null for its own. */
  public @Nullable String drawnAs() {
    return drawnAs;
  }

  /** Whether this is a buffer, which is saved with the model but never trained. */
  public boolean isBuffer() {
    return buffer;
  }

  /** Whether an optimizer may change it; false for buffers and frozen parameters. */
  public boolean trainable() {
    return trainable;
  }

  /** Freezes or unfreezes this parameter, also for autograd. Buffers cannot be unfrozen. */
  public void setTrainable(boolean wanted) {
    if (buffer && wanted) {
      throw new IllegalStateException("a buffer cannot be trained");
    }
    trainable = wanted;
    if (array != null) {
      array.setRequiresGradient(wanted);
    }
  }

  /** The values. */
  public NDArray array() {
    if (array == null) {
      throw new IllegalStateException(
          "tensor of shape " + declared + " was neither loaded nor initialised");
    }
    return array;
  }

  /**
   * Replaces the values by another array and returns the previous array, which the caller then
   * owns.
   *
   * @param values values of the same shape; autograd is not informed
   * @throws IllegalStateException if there were no values
   */
  public NDArray swap(NDArray values) {
    NDArray before = array();
    array = values;
    return before;
  }

  public boolean isSet() {
    return array != null;
  }

  /**
   * Drops the gradient, so that the next backward pass writes one instead of adding to this one.
   * The values stay in {@link #array}, which is another array now: a graph that was recorded before
   * does not reach it. Without effect on a frozen parameter.
   */
  public void dropGradient() {
    if (!trainable || array == null) {
      return;
    }
    NDArray same = array.stopGradient();
    if (memory == null) {
      memory = array; // may lie over memory of Java, which is freed with it
    } else {
      array.close();
    }
    array = same;
    array.setRequiresGradient(true);
  }

  /** Frees the values. */
  void close() {
    if (array != null) {
      array.close();
      array = null;
    }
    if (memory != null) {
      memory.close();
      memory = null;
    }
  }

  /**
   * Takes ownership of {@code values}, whose shape must equal the declared one except for open
   * axes.
   */
  public void set(NDArray values) {
    if (!accepts(values.getShape())) {
      throw new IllegalArgumentException(
          "tensor of shape " + declared + " cannot hold values of shape " + values.getShape());
    }
    if (array != values) {
      close();
    }
    array = values;
    if (trainable) {
      array.setRequiresGradient(true);
    }
  }
}
