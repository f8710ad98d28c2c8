package org.eobench.encoders;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.eobench.core.config.bind.Binder;
import org.eobench.core.dataset.Acquisition;
import org.eobench.core.encoder.Encoder;
import org.eobench.core.encoder.EncoderConfig;
import org.eobench.core.encoder.EncoderContext;
import org.eobench.core.encoder.EncoderInput;
import org.eobench.core.io.tensors.TensorFile;
import org.eobench.core.nn.Parameter;
import org.eobench.core.nn.torch.Precision;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.weights.LoadReport;
import org.eobench.core.weights.Weights;

/** A place to build, start, save, load and run small encoders in tests. */
public final class Trial implements AutoCloseable {
  private final NDManager manager = NDManager.newBaseManager(Device.cpu());
  private final TorchOps ops = new TorchOps(manager, Precision.FP32);

  /** An encoder without values, for one date. */
  public <C extends Record & EncoderConfig> Encoder create(
      Class<C> type, BiFunction<C, EncoderContext, Encoder> maker, String yaml) {
    C config = Binder.bindText(yaml, "trial.yaml", type);
    return maker.apply(config, context(1));
  }

  /** What an encoder is built from, for a number of dates. */
  public EncoderContext context(int frames) {
    return new EncoderContext(ops, Map.of(), frames);
  }

  /** The encoder with initial values. */
  public Encoder start(Encoder encoder) {
    Weights.initialize(encoder.tensors(), manager, 5);
    return encoder;
  }

  /**
   * Writes tensors under the names a published file has.
   *
   * @param published from the model's name to the file's
   * @param more further tensors of the file: any values under these names
   */
  public Path save(Encoder encoder, Path file, UnaryOperator<String> published, String... more) {
    Map<String, Parameter> entries = new LinkedHashMap<>();
    encoder.tensors().forEach((name, tensor) -> entries.put(published.apply(name), tensor));
    Parameter any = encoder.tensors().values().iterator().next();
    for (String name : more) {
      entries.put(name, any);
    }
    Weights.save(entries, file, Map.of());
    return file;
  }

  /** Loads a file as its authors publish it. */
  public LoadReport load(Encoder encoder, Path file) {
    try (TensorFile saved = TensorFile.open(file)) {
      return Weights.load(encoder.tensors(), saved, encoder.checkpointLayout(), manager);
    }
  }

  /** All maps of one square image per acquisition, bands filled with waves of their own. */
  public List<float[]> encode(
      Encoder encoder, String modality, int bands, int size, Acquisition... acquisitions) {
    int batch = Math.max(1, acquisitions.length);
    float[] values = new float[batch * bands * size * size];
    for (int i = 0; i < values.length; i++) {
      // The same image for every acquisition.
      int at = i % (bands * size * size);
      values[i] = (float) Math.sin(0.1 * (1 + at / (size * size)) * (at % (size * size)));
    }
    try (NDManager step = manager.newSubManager()) {
      NDArray image = step.create(values, new Shape(batch, bands, 1, size, size));
      Map<String, NDArray> images = Map.of(modality, image);
      EncoderInput input =
          acquisitions.length == 0
              ? EncoderInput.of(images)
              : new EncoderInput(images, List.of(acquisitions));
      return encoder.encode(input).levels().stream().map(NDArray::toFloatArray).toList();
    }
  }

  /** A tensor of the model by its full name. */
  public static Parameter tensor(Encoder encoder, String name) {
    return Objects.requireNonNull(encoder.tensors().get(name), name);
  }

  public NDManager manager() {
    return manager;
  }

  public TorchOps ops() {
    return ops;
  }

  @Override
  public void close() {
    manager.close();
  }
}
