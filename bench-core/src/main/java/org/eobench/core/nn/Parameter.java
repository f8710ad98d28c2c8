package org.eobench.core.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import org.jspecify.annotations.Nullable;

/**
 * A tensor that a {@link Module} owns under a name: a trainable parameter, or a buffer such as a
 * running mean or a fixed position table.
 *
 * <p>It is declared with its shape when the module is built and holds no memory until {@link
 * #set(NDArray)}; {@code Weights} does that for a whole model, from a checkpoint or from {@link
 * #init()}. What only a fit can give has no first values, and some of its axes may be open: as long
 * as what was fitted.
 */
public final class Parameter {
  private final Shape declared;
  private final DataType dataType;
  private final @Nullable Init init;
  private final boolean buffer;
  private boolean trainable;
  private @Nullable NDArray array;

  /**
   * @param init null where only a fit gives values; axes of -1 are open then
   */
  Parameter(Shape shape, DataType dataType, @Nullable Init init, boolean buffer) {
    this.declared = shape;
    this.dataType = dataType;
    this.init = init;
    this.buffer = buffer;
    this.trainable = !buffer;
  }

  /** The shape; an open axis is -1 as long as there are no values. */
  public Shape shape() {
    return array == null ? declared : array.getShape();
  }

  /** Whether values of a shape can be held. */
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

  /** Gives first values; null where only a fit, or a checkpoint of one, can. */
  public @Nullable Init init() {
    return init;
  }

  /** Whether this is a buffer: saved with the model, never trained. */
  public boolean isBuffer() {
    return buffer;
  }

  /** Whether an optimizer may change it. Buffers never are; frozen parameters are not. */
  public boolean trainable() {
    return trainable;
  }

  /** Freezes or unfreezes this parameter and tells autograd so. Buffers cannot be unfrozen. */
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
   * Puts another array in the place of the values and gives back the one that was there, which then
   * belongs to the caller.
   *
   * @param values of the same shape; autograd is not told of them
   * @throws IllegalStateException when there were no values
   */
  public NDArray swap(NDArray values) {
    NDArray before = array();
    array = values;
    return before;
  }

  public boolean isSet() {
    return array != null;
  }

  /** Takes ownership of {@code values}, whose shape must be the declared one but for open axes. */
  public void set(NDArray values) {
    if (!accepts(values.getShape())) {
      throw new IllegalArgumentException(
          "tensor of shape " + declared + " cannot hold values of shape " + values.getShape());
    }
    if (array != null && array != values) {
      array.close();
    }
    array = values;
    if (trainable) {
      array.setRequiresGradient(true);
    }
  }
}
