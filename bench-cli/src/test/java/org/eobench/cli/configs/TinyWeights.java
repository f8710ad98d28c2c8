package org.eobench.cli.configs;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eobench.cli.config.CommandLine;
import org.eobench.cli.plugins.Configs;
import org.eobench.core.describe.EncoderDescription;
import org.eobench.core.encoder.Encoder;
import org.eobench.core.nn.torch.TorchEngine;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.plugin.PluginJars;
import org.eobench.core.plugin.Plugins;
import org.eobench.core.registry.Components;
import org.eobench.core.weights.Weights;

/** Weights of an encoder of any size, under the names that its authors' files have. */
public final class TinyWeights {
  private static final PluginJars NONE = PluginJars.NONE;

  private TinyWeights() {}

  /**
   * Random values for each tensor of an encoder.
   *
   * @param words the command line that chooses the encoder and the data set
   */
  public static Map<String, TorchFileWriter.Tensor> of(List<String> words, long seed) {
    Components components = Plugins.load(NONE).components();
    var config = Configs.command(NONE).compose(CommandLine.parse(words)).resolve();
    Encoder encoder = EncoderDescription.build(config, components, TorchOps.declaring());
    Map<String, TorchFileWriter.Tensor> tensors = new LinkedHashMap<>();
    try (NDManager manager = TorchEngine.get().newBaseManager(Device.cpu())) {
      Weights.initialize(encoder.tensors(), manager, seed);
      encoder
          .tensors()
          .forEach(
              (name, tensor) -> {
                // Old files of ResNets count no batches either.
                if (tensor.dataType().isFloating()) {
                  long[] shape = tensor.shape().getShape();
                  tensors.put(
                      name, new TorchFileWriter.Tensor(shape, tensor.array().toFloatArray()));
                }
              });
    }
    return tensors;
  }

  /** The same tensors with something before each name. */
  public static Map<String, TorchFileWriter.Tensor> below(
      String prefix, Map<String, TorchFileWriter.Tensor> tensors) {
    Map<String, TorchFileWriter.Tensor> named = new LinkedHashMap<>();
    tensors.forEach((name, tensor) -> named.put(prefix + name, tensor));
    return named;
  }
}
