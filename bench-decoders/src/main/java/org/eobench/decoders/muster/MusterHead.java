package org.eobench.decoders.muster;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.nn.Module;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.decoders.neck.Enlarge;

/** Turns a pyramid of maps into one map of the finest level, stage by stage from the deepest. */
final class MusterHead extends Module {
  private final TorchOps ops;
  private final List<MusterStage> stages = new ArrayList<>();
  private final List<ResidualMlp> ffns = new ArrayList<>();
  private final ResidualMlp outFfn;
  private final int outWidth;

  /**
   * A level of the pyramid.
   *
   * @param width D
   * @param stride input pixels per position, in a unit common to all levels
   */
  record Level(int width, double stride) {}

  /**
   * @param levels levels from shallow to deep
   * @throws BenchException if the config's stages do not match the levels
   */
  MusterHead(TorchOps ops, MusterDecoderConfig config, List<Level> levels) {
    this.ops = ops;
    int count = levels.size();
    List<Integer> depths = lastOf(config.depths(), count);
    List<Integer> heads = lastOf(config.numHeads(), count);
    int blocks = depths.stream().mapToInt(Integer::intValue).sum();
    outWidth = 2 * levels.get(0).width();
    List<Double> rates = new ArrayList<>();
    for (int i = 0; i < blocks; i++) {
      rates.add(blocks == 1 ? 0 : config.dropPathRate() * i / (blocks - 1));
    }
    for (int stage = 0; stage < count; stage++) {
      Level level = levels.get(count - 1 - stage);
      boolean finest = stage == count - 1;
      Level finer = finest ? new Level(outWidth, level.stride()) : levels.get(count - 2 - stage);
      requireDivides(level.width(), heads.get(stage), stage);
      List<Double> own = rates.subList(0, depths.get(stage));
      MusterStage module =
          new MusterStage(
              ops,
              config,
              level.width(),
              heads.get(stage),
              List.copyOf(own),
              finer.width(),
              (int) Math.max(1, Math.round(level.stride() / finer.stride())));
      own.clear();
      stages.add(child("stages." + stage, module));
    }
    for (int i = 0; i < count; i++) {
      int width = levels.get(i).width();
      ffns.add(child("ffns." + i, mlp(config, width, config.hidden(width))));
    }
    outFfn = child("outffn", mlp(config, outWidth, config.hidden(config.channels())));
  }

  private ResidualMlp mlp(MusterDecoderConfig config, int width, int hidden) {
    return new ResidualMlp(ops, width, hidden, config.dropPathRate());
  }

  /** The entries of the existing stages, which are counted from deep to shallow. */
  private static List<Integer> lastOf(List<Integer> perStage, int count) {
    if (perStage.size() < count) {
      throw new BenchException(
          ExitCode.CONFIG,
          Problem.of(
                  "TooFewStages",
                  String.format(
                      Locale.ROOT,
                      "MUSTER needs a stage for each of the encoder's %d levels, but its config has %d",
                      count,
                      perStage.size()))
              .at("decoder.num_heads, decoder.depths")
              .expecting(
                  String.format(
                      Locale.ROOT, "at least %d numbers in each, from deep to shallow", count))
              .next("extend both lists, or shorten encoder.output_layers"));
    }
    return perStage.subList(perStage.size() - count, perStage.size());
  }

  private static void requireDivides(int width, int heads, int stage) {
    if (width % heads != 0) {
      int nearest = heads;
      while (width % nearest != 0) {
        nearest--;
      }
      throw new BenchException(
          ExitCode.CONFIG,
          Problem.of(
                  "HeadsDoNotDivide",
                  String.format(
                      Locale.ROOT,
                      "%d attention heads do not divide a map of width %d",
                      heads,
                      width))
              .at(
                  String.format(
                      Locale.ROOT, "decoder.num_heads, stage %d from the deepest", stage + 1))
              .expecting(
                  String.format(Locale.ROOT, "a divisor of %d, such as %d", width, nearest)));
    }
  }

  /** Width of the output of {@link #forward}. */
  int outWidth() {
    return outWidth;
  }

  /**
   * Maps {@code [B,D_i,h_i,w_i]} per level, from shallow to deep, to {@code [B,outWidth,h_0,w_0]}.
   */
  NDArray forward(List<NDArray> pyramid) {
    int last = pyramid.size() - 1;
    NDArray x = tokens(ffns.get(last), pyramid.get(last));
    NDArray skip = x;
    for (int stage = 0; stage < last; stage++) {
      NDArray finer = pyramid.get(last - 1 - stage);
      NDArray map = stages.get(stage).forward(x, skip);
      x = channelsLast(Enlarge.resize(ops, map, side(finer, 2), side(finer, 3)));
      skip = tokens(ffns.get(last - 1 - stage), finer);
    }
    NDArray out = channelsLast(stages.get(last).forward(x, skip));
    return outFfn.forward(out, out).transpose(0, 3, 1, 2);
  }

  private static NDArray tokens(ResidualMlp ffn, NDArray map) {
    NDArray x = channelsLast(map);
    return ffn.forward(x, x);
  }

  private static NDArray channelsLast(NDArray map) {
    return map.transpose(0, 2, 3, 1);
  }

  private static int side(NDArray map, int axis) {
    return (int) map.getShape().get(axis);
  }
}
