package org.eobench.decoders.dpt;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.eobench.core.encoder.EncoderSpec;
import org.eobench.core.nn.BatchNorm2d;
import org.eobench.core.nn.Conv2d;
import org.eobench.core.nn.ConvTranspose2d;
import org.eobench.core.nn.Module;
import org.eobench.core.nn.torch.ConvOptions;
import org.eobench.core.nn.torch.TorchOps;

/**
 * Gives each map of an encoder a width of its own and, if all have the same size, turns them into a
 * pyramid: the first is enlarged by a factor of four, the last is halved. Maps that form a pyramid
 * already keep their sizes.
 */
final class Reassembly extends Module {
  private static final double[] SCALES = {4, 2, 1, 0.5};

  private final ReadoutType readoutType;
  private final List<Readout> readouts = new ArrayList<>();
  private final List<BatchNorm2d> norms = new ArrayList<>();
  private final List<Conv2d> projects = new ArrayList<>();
  private final List<UnaryOperator<NDArray>> resizes = new ArrayList<>();

  /**
   * @param levels the maps, as many as {@code config.postProcessChannels()}
   * @param pyramid whether they form a pyramid already
   */
  Reassembly(
      TorchOps ops, DptDecoderConfig config, List<EncoderSpec.Level> levels, boolean pyramid) {
    readoutType = config.readoutType();
    for (int i = 0; i < levels.size(); i++) {
      int in = levels.get(i).width();
      int out = config.postProcessChannels().get(i);
      if (readoutType == ReadoutType.PROJECT) {
        readouts.add(child("readout_projects." + i, new Readout(ops, in)));
      }
      if (config.useBatchnorm()) {
        norms.add(child("batchnorm_layers." + i, new BatchNorm2d(ops, in)));
      }
      projects.add(child("projects." + i + ".conv", new Conv2d(ops, in, out, 1, true)));
      double scale = pyramid ? 1 : SCALES[i * SCALES.length / levels.size()];
      resizes.add(resize(ops, "resize_layers." + i, scale, out));
    }
  }

  private UnaryOperator<NDArray> resize(TorchOps ops, String name, double scale, int width) {
    if (scale == 1) {
      return map -> map;
    }
    if (scale < 1) {
      ConvOptions half = ConvOptions.DEFAULT.stride(2).padding(1);
      return child(name, new Conv2d(ops, width, width, 3, true, half))::forward;
    }
    int factor = (int) scale;
    return child(name, new ConvTranspose2d(ops, width, width, factor, factor))::forward;
  }

  /**
   * {@code [B,D_i,h,w]} per level to {@code [B,C_i,h',w']} with {@code h' = 4h, 2h, h, ⌈h/2⌉}.
   *
   * @param tokens the class token of each map, {@code [B,D_i]}; not read if they are ignored
   */
  List<NDArray> forward(List<NDArray> maps, List<NDArray> tokens) {
    List<NDArray> levels = new ArrayList<>();
    for (int i = 0; i < maps.size(); i++) {
      NDArray map = read(i, maps.get(i), tokens);
      NDArray normed = norms.isEmpty() ? map : norms.get(i).forward(map);
      levels.add(resizes.get(i).apply(projects.get(i).forward(normed)));
    }
    return levels;
  }

  private NDArray read(int i, NDArray map, List<NDArray> tokens) {
    return switch (readoutType) {
      case IGNORE -> map;
      case ADD -> Readout.added(map, tokens.get(i));
      case PROJECT -> readouts.get(i).forward(map, tokens.get(i));
    };
  }
}
