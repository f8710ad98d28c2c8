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
 * #set(NDArray)}; {@link Weights} does that for a whole model, from a checkpoint or from {@link
 * #init()}.
 */
public final class Parameter {
  private final Shape shape;
  private final DataType dataType;
  private final Init init;
  private final boolean buffer;
  private boolean trainable;
  private @Nullable NDArray array;

  Parameter(Shape shape, DataType dataType, Init init, boolean buffer) {
    this.shape = shape;
    this.dataType = dataType;
    this.init = init;
    this.buffer = buffer;
    this.trainable = !buffer;
  }

  public Shape shape() {
    return shape;
  }

  public DataType dataType() {
    return dataType;
  }

  public Init init() {
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
          "tensor of shape " + shape + " was neither loaded nor initialised");
    }
    return array;
  }

  /** Lets {@link #array()} give another array, which stands for the values while it is traced. */
  void standIn(NDArray other) {
    array = other;
  }

  public boolean isSet() {
    return array != null;
  }

  /** Takes ownership of {@code values}, whose shape must be {@link #shape()}. */
  public void set(NDArray values) {
    if (!values.getShape().equals(shape)) {
      throw new IllegalArgumentException(
          "tensor of shape " + shape + " cannot hold values of shape " + values.getShape());
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
