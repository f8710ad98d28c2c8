package org.eobench.core.weights;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.eobench.core.error.BenchException;
import org.eobench.core.io.tensors.SafetensorsWriter;
import org.eobench.core.io.tensors.TensorFile;
import org.eobench.core.io.tensors.TensorInfo;
import org.eobench.core.io.tensors.TensorType;
import org.eobench.core.nn.Init;
import org.eobench.core.nn.ModelSize;
import org.eobench.core.nn.Parameter;

/** Initializes, loads and writes the tensors of a model. */
public final class Weights {
  private Weights() {}

  /**
   * Initializes every tensor without values by its {@link Init}. Each tensor has its own random
   * generator, seeded from {@code seed} and its full name (or {@link Parameter#drawnAs another}),
   * so it does not depend on the rest of the model. Tensors that only a fit can set stay without
   * values.
   *
   * @param manager owner and device of the new arrays
   * @throws BenchException when the model is too large for this machine
   */
  public static void initialize(Map<String, Parameter> tensors, NDManager manager, long seed) {
    ModelSize.require(tensors, null);
    tensors.forEach(
        (name, tensor) -> {
          if (!tensor.isSet()) {
            draw(name, tensor, manager, seed);
          }
        });
  }

  /** Replaces the values of tensors by those that {@link #initialize} gives new ones. */
  public static void draw(Map<String, Parameter> tensors, NDManager manager, long seed) {
    tensors.forEach((name, tensor) -> draw(name, tensor, manager, seed));
  }

  private static void draw(String name, Parameter tensor, NDManager manager, long seed) {
    Init init = tensor.init();
    if (init != null) {
      float[] values = new float[Math.toIntExact(tensor.shape().size())];
      String other = tensor.drawnAs();
      long own = mix(seed, other == null ? name : other);
      init.fill(values, tensor.shape().getShape(), new SplittableRandom(own));
      tensor.set(array(manager, values, tensor));
    }
  }

  private static long mix(long seed, String name) {
    long hash = seed;
    for (int i = 0; i < name.length(); i++) {
      hash = (hash ^ name.charAt(i)) * 0x100000001B3L;
    }
    return hash;
  }

  private static NDArray array(NDManager manager, float[] values, Parameter tensor) {
    if (tensor.dataType() == DataType.FLOAT32) {
      return NativeArrays.floats(manager, values, tensor.shape());
    }
    long[] whole = new long[values.length];
    Arrays.setAll(whole, i -> (long) values[i]);
    return manager.create(whole, tensor.shape());
  }

  /**
   * Loads a checkpoint strictly: it must contain exactly the model's tensors, except for what
   * {@code layout} allows. The prefix before the model's names in the file is found and removed.
   *
   * @param manager owner and device of the new arrays
   * @throws org.eobench.core.error.BenchException with all missing, unexpected or misshapen
   *     tensors; nothing is loaded then
   */
  public static LoadReport load(
      Map<String, Parameter> tensors, TensorFile file, CheckpointLayout layout, NDManager manager) {
    CheckpointMatch match = CheckpointSearch.match(tensors, file, layout, null);
    match.require("", "use weights of this model with these sizes");
    return load(match, file, manager);
  }

  /**
   * Loads a match. Half-precision and double values become float32. Tensors that the file may lack
   * stay as they are; call {@link #initialize} afterwards for those without values. Values are read
   * piece by piece, so loading takes the memory of the file's size once.
   *
   * @param manager owner and device of the new arrays
   * @param match a match that fits
   */
  public static LoadReport load(CheckpointMatch match, TensorFile file, NDManager manager) {
    List<String> loaded = new ArrayList<>();
    List<String> reshaped = new ArrayList<>();
    for (CheckpointMatch.Source source : match.sources()) {
      Parameter tensor = source.tensor();
      String key = source.info().name();
      if (tensor.dataType() == DataType.INT64) {
        tensor.set(manager.create(file.longs(key), tensor.shape()));
      } else if (source.fitted().isEmpty()) {
        Shape stored = new Shape(source.info().shape());
        tensor.set(NativeArrays.floats(manager, file, key, stored));
      } else {
        tensor.set(NativeArrays.floats(manager, source.fitted().get(0), tensor.shape()));
        reshaped.add(source.name());
      }
      loaded.add(source.name());
    }
    return new LoadReport(
        loaded, match.missing(), match.unexpected(), reshaped, match.prefix(), match.outside());
  }

  /**
   * Writes all tensors as safetensors, float32 and int64. The file appears complete or not at all.
   *
   * @param metadata metadata of the file's header, such as the id of the run
   */
  public static void save(Map<String, Parameter> tensors, Path path, Map<String, String> metadata) {
    List<SafetensorsWriter.Entry> entries = new ArrayList<>();
    tensors.forEach((name, tensor) -> entries.add(entry(name, tensor.array())));
    SafetensorsWriter.write(path, entries, metadata);
  }

  /** A float32 or int64 array for a file, which reads it when it is written. */
  public static SafetensorsWriter.Entry entry(String name, NDArray array) {
    TensorType type = array.getDataType() == DataType.INT64 ? TensorType.I64 : TensorType.F32;
    TensorInfo info = new TensorInfo(name, type, array.getShape().getShape());
    return new SafetensorsWriter.Entry(info, sink -> NativeArrays.write(array, sink));
  }

  /** Creates the float32 array of a file's tensor, which has this shape. */
  public static NDArray read(TensorFile file, String name, Shape shape, NDManager manager) {
    return NativeArrays.floats(manager, file, name, shape);
  }
}
