package org.eobench.decoders.pooling;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.eobench.core.decoder.DecoderContext;
import org.eobench.core.encoder.EncoderSpec;
import org.eobench.core.encoder.FeatureMaps;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.nn.Inits;
import org.eobench.core.nn.Linear;
import org.eobench.core.nn.Module;
import org.eobench.core.nn.Parameter;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.decoders.neck.ClassTokens;
import org.eobench.decoders.neck.Enlarge;
import org.eobench.decoders.temporal.TemporalFusion;
import org.eobench.decoders.temporal.TemporalKeys;
import org.jspecify.annotations.Nullable;

/**
 * One vector per image: each chosen layer is reduced to a vector by itself, and the vectors are
 * concatenated or averaged with trained weights. Means are taken of maps that were resized to the
 * largest of them. A decoder adds it as a child with an empty name, so that the tensors of the
 * temporal fusion keep their names.
 */
public final class PooledFeatures extends Module {
  /** The name of the weights of {@code layers=learned}, {@code [L]}; their softmax is used. */
  public static final String LAYER_WEIGHTS = "layer_weights";

  private static final String MEAN = "def forward(self, x):\n  return torch.mean(x, [2, 3])\n";
  private static final String MAX = "def forward(self, x):\n  return torch.amax(x, [2, 3])\n";

  private static final String WEIGHTED =
      """
      def forward(self, x, weights):
        w = torch.softmax(weights, 0).reshape([1, %1$d, 1])
        return torch.sum(x.reshape([x.size(0), %1$d, -1]) * w, 1)
      """;

  private final TorchOps ops;
  private final ImagePooling pooling;
  private final List<Integer> chosen;
  private final @Nullable TemporalFusion fusion;
  private final List<AttentionPool> attention = new ArrayList<>();
  private final List<Integer> tokenWidths = new ArrayList<>();
  private final List<Integer> mapWidths = new ArrayList<>();
  private final @Nullable Parameter layerWeights;

  /**
   * Features under the usual names.
   *
   * @param temporal how the maps of several dates are merged
   * @throws BenchException as the other constructor
   */
  public PooledFeatures(DecoderContext context, PoolingKeys keys, TemporalKeys temporal) {
    this(context, keys, null, temporal, Names.USUAL);
  }

  /**
   * What things are called.
   *
   * @param key the decoder's key for the pooling, in error texts
   * @param fusion prefix of the tensors that merge dates
   * @param attention prefix of the tensors of the attention; those of the second and further layers
   *     also have their place
   */
  public record Names(String key, String fusion, String attention) {
    /** The names of most decoders. */
    public static final Names USUAL = new Names("pooling", "tmap", "attention.");
  }

  /**
   * Features under other names.
   *
   * @param headDim features of an attention head; null for the largest divisor of the width up to
   *     64
   * @throws BenchException if the encoder has no such layer, layers to weigh differ in width, the
   *     heads of the attention do not divide a width, or class tokens of several dates are asked
   *     for
   */
  public PooledFeatures(
      DecoderContext context,
      PoolingKeys keys,
      @Nullable Integer headDim,
      TemporalKeys temporal,
      Names names) {
    ops = context.ops();
    pooling = keys.pooling();
    List<EncoderSpec.Level> levels = context.encoder().levels();
    chosen = keys.choice().of(levels.size());
    if (pooling.readsClassTokens()) {
      ClassTokens.requireOneDate(context, names.key(), "mean");
      chosen.forEach(level -> tokenWidths.add(levels.get(level).width()));
    }
    TemporalFusion fused = null;
    if (pooling.readsMaps()) {
      fused = child("", TemporalFusion.of(context, temporal, chosen, names.fusion()));
      fused.levels().forEach(level -> mapWidths.add(level.width()));
    }
    fusion = fused;
    if (pooling == ImagePooling.ATTENTION) {
      for (int i = 0; i < chosen.size(); i++) {
        attention.add(attention(i, headDim, names));
      }
    }
    layerWeights = keys.choice().isLearned() ? layerWeights(levels) : null;
  }

  private AttentionPool attention(int place, @Nullable Integer headDim, Names names) {
    int width = mapWidths.get(place);
    String prefix = place == 0 ? names.attention() : names.attention() + place + ".";
    Linear keysAndValues = child(prefix + "kv", new Linear(ops, width, 2 * width, true));
    Parameter query = parameter(prefix + "query_token", new Shape(width), AttentionPool.QUERY);
    int features = headDim == null ? AttentionPool.headDim(width) : headDim;
    return new AttentionPool(ops, query, keysAndValues, features);
  }

  private Parameter layerWeights(List<EncoderSpec.Level> levels) {
    if (levels.stream().map(EncoderSpec.Level::width).distinct().count() > 1) {
      throw new BenchException(
          ExitCode.CONFIG,
          Problem.of(
                  "LevelsDiffer",
                  "vectors of different width have no weighted mean: "
                      + levels.stream().map(EncoderSpec.Level::width).toList())
              .at("decoder.layers=learned")
              .expecting("maps of one width, as from a plain transformer")
              .next("set `decoder.layers=all`, which concatenates them"));
    }
    return parameter(LAYER_WEIGHTS, new Shape(levels.size()), Inits.ZEROS);
  }

  /** D, the number of features per image. */
  public int width() {
    return width(tokenWidths) + width(mapWidths);
  }

  private int width(List<Integer> widths) {
    boolean one = layerWeights != null && !widths.isEmpty();
    return one ? widths.get(0) : widths.stream().mapToInt(Integer::intValue).sum();
  }

  /** Whether it needs {@link FeatureMaps#classTokens}. */
  public boolean readsClassTokens() {
    return pooling.readsClassTokens();
  }

  /**
   * Maps {@code [B,D_i,(T,)h_i,w_i]} per level, and class tokens {@code [B,D_i]}, to {@code [B,D]}.
   *
   * @throws BenchException if there are no class tokens, but they are asked for
   */
  public NDArray forward(FeatureMaps features) {
    List<NDArray> parts = new ArrayList<>();
    if (pooling.readsClassTokens()) {
      parts.add(weighted(tokens(features)));
    }
    if (fusion != null) {
      parts.add(weighted(means(features)));
    }
    return joined(parts);
  }

  /** The places of the layers among the maps of the encoder. */
  public List<Integer> chosen() {
    return chosen;
  }

  /**
   * The class tokens of the layers, concatenated without weights, {@code [B,ΣD_i]}.
   *
   * @throws BenchException if there are none
   */
  public NDArray tokens(FeatureMaps features) {
    return joined(picked(features.requireClassTokens()));
  }

  /** The vectors of the layers' maps, likewise. */
  public NDArray means(FeatureMaps features) {
    return joined(
        pooled(
            Objects.requireNonNull(fusion)
                .forward(features.with(picked(features.levels())))
                .levels()));
  }

  private List<NDArray> picked(List<NDArray> levels) {
    return chosen.stream().map(levels::get).toList();
  }

  private List<NDArray> pooled(List<NDArray> maps) {
    int height = largest(maps, 2);
    int width = largest(maps, 3);
    List<NDArray> vectors = new ArrayList<>();
    for (int i = 0; i < maps.size(); i++) {
      NDArray map = maps.get(i);
      vectors.add(
          switch (pooling) {
            case ATTENTION -> attention.get(i).forward(ops.mapToTokens(map));
            case MAX -> ops.call(MAX, map);
            case MEAN, BOTH, CLS -> ops.call(MEAN, Enlarge.resize(ops, map, height, width));
          });
    }
    return vectors;
  }

  private NDArray weighted(NDArray vectors) {
    return layerWeights == null
        ? vectors
        : ops.call(
            String.format(Locale.ROOT, WEIGHTED, chosen.size()), vectors, layerWeights.array());
  }

  /** DJL's concat of one array is a copy without gradients. */
  private static NDArray joined(List<NDArray> vectors) {
    return vectors.size() == 1 ? vectors.get(0) : NDArrays.concat(new NDList(vectors), 1);
  }

  private static int largest(List<NDArray> levels, int axis) {
    return levels.stream().mapToInt(map -> (int) map.getShape().get(axis)).max().orElseThrow();
  }
}
