package org.eobench.decoders.attentionpool;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.eobench.core.decoder.Decoder;
import org.eobench.core.decoder.DecoderContext;
import org.eobench.core.encoder.EncoderSpec;
import org.eobench.core.encoder.FeatureMaps;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.nn.Linear;
import org.eobench.core.nn.ModelSize;
import org.eobench.core.nn.Parameter;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.decoders.pooling.AttentionPool;
import org.eobench.decoders.temporal.TemporalFusion;

/**
 * The attention-pool probe of OlmoEarth (2025, arXiv:2511.13655) for segmentation: at each
 * position, a learned query attends to the features of all levels, and one linear layer predicts a
 * square of pixels.
 */
public final class AttnPoolDecoder extends Decoder {
  private final TorchOps ops;
  private final int pixels;
  private final TemporalFusion fusion;
  private final AttentionPool pool;
  private final Linear linear;

  /**
   * @throws BenchException if there is one map, the maps differ in width or size, or the heads do
   *     not divide the width
   */
  public AttnPoolDecoder(AttnPoolConfig config, DecoderContext context) {
    ops = context.ops();
    fusion = child("", new TemporalFusion(context, config.temporal()));
    List<EncoderSpec.Level> levels = fusion.levels();
    requireEqual(levels);
    int width = levels.get(0).width();
    pixels = config.pixels(levels.get(0).stride());
    Linear kv = child("kv", new Linear(ops, width, 2 * width, true));
    Parameter query = parameter("query_token", new Shape(width), AttentionPool.QUERY);
    pool = new AttentionPool(ops, query, kv, config.headDim());
    int outputs = ModelSize.values(context.numClasses(), pixels, pixels);
    linear = child("linear", new Linear(ops, width, outputs, true));
  }

  private static void requireEqual(List<EncoderSpec.Level> levels) {
    if (levels.size() == 1) {
      throw refusal("OneLevel", "a query that attends to a single map learns nothing");
    }
    if (levels.stream().distinct().count() > 1) {
      throw refusal(
          "LevelsDiffer",
          "the probe attends to the maps of an encoder position by position, but they differ: "
              + levels.stream()
                  .map(level -> level.width() + " features /" + level.stride())
                  .toList());
    }
  }

  private static BenchException refusal(String id, String what) {
    return new BenchException(
        ExitCode.CONFIG,
        Problem.of(id, what)
            .at("encoder.output_layers")
            .expecting("two or more maps of one width and size, as from a plain transformer")
            .next(
                "set encoder.output_layers, or choose `decoder=seg_linear`, which takes the deepest"
                    + " map"));
  }

  @Override
  public NDArray decode(FeatureMaps features, int height, int width) {
    List<NDArray> maps = fusion.forward(features).levels();
    int rows = Math.toIntExact(maps.get(0).getShape().get(2));
    int columns = Math.toIntExact(maps.get(0).getShape().get(3));
    NDArray values = linear.forward(pool.forward(tokens(maps)));
    NDArray places = values.reshape(-1, (long) rows * columns, values.getShape().get(1));
    NDArray map = ops.tokensToMap(places, rows, columns);
    return ops.resizePredictions(pixels == 1 ? map : ops.pixelShuffle(map, pixels), height, width);
  }

  /** {@code [B,D,h,w]} per level to {@code [B·h·w,levels,D]}. */
  private NDArray tokens(List<NDArray> maps) {
    NDList each = new NDList();
    for (NDArray map : maps) {
      NDArray tokens = ops.mapToTokens(map);
      each.add(tokens.reshape(-1, 1, tokens.getShape().get(2)));
    }
    // DJL's concat of one array is a copy without gradients.
    return each.size() == 1 ? each.get(0) : NDArrays.concat(each, 1);
  }
}
