package org.eobench.decoders.bank;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eobench.core.decoder.DecoderContext;
import org.eobench.core.encoder.FeatureMaps;
import org.eobench.core.nn.Parameter;
import org.eobench.decoders.linear.ClsLinearDecoder;
import org.eobench.decoders.pooling.ImagePooling;
import org.eobench.decoders.pooling.PooledFeatures;
import org.eobench.decoders.pooling.PoolingKeys;
import org.eobench.decoders.temporal.TemporalKeys;

/**
 * The heads of a bank that have the same features. One script computes the logits of all groups;
 * each adds its arguments and its lines.
 */
final class HeadGroup {
  private final PoolingKeys keys;
  private final int levels;
  private final List<ClsLinearDecoder> probes;

  /** Its vectors, which no head owns. */
  private final PooledFeatures pooled;

  HeadGroup(
      PoolingKeys keys,
      TemporalKeys temporal,
      DecoderContext context,
      List<ClsLinearDecoder> probes) {
    this.keys = keys;
    this.probes = List.copyOf(probes);
    pooled = new PooledFeatures(context, keys, temporal);
    levels = keys.choice().of(context.encoder().levels().size()).size();
  }

  private boolean attends() {
    return keys.pooling() == ImagePooling.ATTENTION;
  }

  /** Vectors, then the tensors of each head; or of heads with attention, their logits. */
  void addTo(List<NDArray> arguments, FeatureMaps features, Map<String, NDArray> vectors) {
    if (attends()) {
      probes.forEach(probe -> arguments.add(probe.decode(features, 1, 1)));
      return;
    }
    boolean max = keys.pooling() == ImagePooling.MAX;
    String levelsChosen = String.valueOf(pooled.chosen());
    if (pooled.readsClassTokens()) {
      arguments.add(once(vectors, "cls" + levelsChosen, () -> pooled.tokens(features)));
    }
    if (keys.pooling() != ImagePooling.CLS) {
      arguments.add(
          once(vectors, (max ? "max" : "mean") + levelsChosen, () -> pooled.means(features)));
    }
    for (ClsLinearDecoder probe : probes) {
      Map<String, Parameter> tensors = probe.tensors();
      arguments.add(of(tensors, ClsLinearDecoder.HEAD + ".weight"));
      arguments.add(of(tensors, ClsLinearDecoder.HEAD + ".bias"));
      if (keys.choice().isLearned()) {
        arguments.add(of(tensors, PooledFeatures.LAYER_WEIGHTS));
      }
    }
  }

  private static NDArray once(Map<String, NDArray> vectors, String key, Supplier<NDArray> made) {
    NDArray known = vectors.get(key);
    if (known == null) {
      known = made.get();
      vectors.put(key, known);
    }
    return known;
  }

  private static NDArray of(Map<String, Parameter> tensors, String name) {
    return Objects.requireNonNull(tensors.get(name)).array();
  }

  private int vectors() {
    return keys.pooling() == ImagePooling.BOTH ? 2 : 1;
  }

  private int perHead() {
    return keys.choice().isLearned() ? 3 : 2;
  }

  private int arguments() {
    return attends() ? probes.size() : vectors() + probes.size() * perHead();
  }

  /** Stacks the logits {@code [B,K]} of heads. */
  static String stack(int heads) {
    return String.format(
        Locale.ROOT,
        "def forward(self, %s):\n  return torch.stack([%s])\n",
        names(0, heads, 1),
        names(0, heads, 1));
  }

  private static String names(int first, int count, int step) {
    return IntStream.range(0, count)
        .mapToObj(i -> "a" + (first + i * step))
        .collect(Collectors.joining(", "));
  }

  /**
   * The script of all groups, to logits {@code [H,B,K]}.
   *
   * @param classes K
   */
  static String script(List<HeadGroup> groups, int classes) {
    List<String> lines = new ArrayList<>();
    int next = 0;
    for (int i = 0; i < groups.size(); i++) {
      groups.get(i).addLines(lines, i, next, classes);
      next += groups.get(i).arguments();
    }
    String all =
        IntStream.range(0, groups.size()).mapToObj(i -> "z" + i).collect(Collectors.joining(", "));
    return String.format(
        Locale.ROOT,
        "def forward(self, %s):\n%s  return torch.cat([%s], 0)\n",
        names(0, next, 1),
        lines.stream().map(line -> "  " + line + "\n").collect(Collectors.joining()),
        all);
  }

  private void addLines(List<String> lines, int group, int first, int classes) {
    int heads = probes.size();
    if (attends()) {
      lines.add(
          String.format(Locale.ROOT, "z%d = torch.stack([%s])", group, names(first, heads, 1)));
      return;
    }
    int tensors = first + vectors();
    String weights = names(tensors, heads, perHead());
    String biases = names(tensors + 1, heads, perHead());
    if (!keys.choice().isLearned()) {
      String x =
          vectors() == 1
              ? "a" + first
              : String.format(Locale.ROOT, "torch.cat([%s], 1)", names(first, 2, 1));
      lines.add(
          String.format(
              Locale.ROOT,
              "z%1$d = torch.linear(%2$s, torch.cat([%3$s], 0), torch.cat([%4$s], 0))",
              group,
              x,
              weights,
              biases));
      lines.add(
          String.format(
              Locale.ROOT,
              "z%1$d = z%1$d.reshape([z%1$d.size(0), %2$d, %3$d]).permute([1, 0, 2])",
              group,
              heads,
              classes));
      return;
    }
    List<String> apart = new ArrayList<>();
    for (int i = 0; i < vectors(); i++) {
      apart.add(
          String.format(
              Locale.ROOT, "a%1$d.reshape([a%1$d.size(0), %2$d, -1])", first + i, levels));
    }
    lines.add(
        String.format(
            Locale.ROOT,
            "s%d = torch.softmax(torch.stack([%s]), 1)",
            group,
            names(tensors + 2, heads, perHead())));
    lines.add(
        String.format(
            Locale.ROOT,
            "y%1$d = torch.matmul(s%1$d, torch.cat([%2$s], 2)).permute([1, 2, 0])",
            group,
            String.join(", ", apart)));
    lines.add(
        String.format(
            Locale.ROOT,
            "z%1$d = torch.bmm(torch.stack([%2$s]), y%1$d) + torch.unsqueeze(torch.stack([%3$s]),"
                + " 2)",
            group,
            weights,
            biases));
    lines.add(String.format(Locale.ROOT, "z%1$d = z%1$d.permute([0, 2, 1])", group));
  }
}
