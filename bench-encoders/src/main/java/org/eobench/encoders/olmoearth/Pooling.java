package org.eobench.encoders.olmoearth;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.eobench.core.nn.LayerNorm;
import org.eobench.core.nn.torch.TorchOps;

/**
 * Normalises tokens and averages them: over the dates and band sets of each modality, then over the
 * modalities.
 *
 * @param norm the final norm
 * @param layouts the tokens of a patch of each modality
 * @param frames T
 */
record Pooling(TorchOps ops, LayerNorm norm, List<ModalityTokens.Layout> layouts, int frames) {
  /** Dates without images get zeros. */
  private static final String NORMED =
      """
      def forward(self, x, g, h, kept):
        y = x.reshape([x.size(0), %1$d, %2$d, -1, x.size(2)])
        y = torch.layer_norm(torch.slice(y, 3, %3$d, %4$d), g.size(), g, h, %7$s)
        y = y.reshape([y.size(0), y.size(1), y.size(2), -1, %6$d, y.size(4)])
        empty = torch.new_zeros(y, [y.size(0), y.size(1), y.size(2), %5$d, %6$d, y.size(5)])
        return torch.index_copy(empty, 3, kept, y)
      """;

  private static final String MAP =
      """
      def forward(self, x):
        return torch.sum(x, [3, 4]).permute([0, 3, 1, 2]) / %d
      """;

  private static final String SUM =
      """
      def forward(self, x):
        return torch.sum(x, [1, 2, 3, 4]) / %s
      """;

  /** The tokens of each modality, normalised, {@code [B,h,w,T,S,D]}; zeros where missing. */
  List<NDArray> normed(NDArray tokens, int rows, int columns) {
    List<NDArray> normed = new ArrayList<>();
    int first = 0;
    for (ModalityTokens.Layout layout : layouts) {
      int end = first + layout.count();
      String script =
          String.format(
              Locale.ROOT,
              NORMED,
              rows,
              columns,
              first,
              end,
              frames,
              layout.sets(),
              OlmoEarthBlock.EPS);
      NDArray kept = tokens.getManager().create(layout.kept());
      normed.add(
          ops.call(
              script,
              Stream.of(Stream.of(tokens), norm.arrays(), Stream.of(kept))
                  .flatMap(arrays -> arrays)
                  .toArray(NDArray[]::new)));
      first = end;
    }
    return normed;
  }

  /** The map {@code [B,D,h,w]} of normalised tokens. */
  NDArray map(List<NDArray> normed) {
    NDArray sum = null;
    for (int i = 0; i < normed.size(); i++) {
      int share = layouts.get(i).count() * normed.size();
      NDArray part = ops.call(String.format(Locale.ROOT, MAP, share), normed.get(i));
      sum = sum == null ? part : sum.add(part);
    }
    return Objects.requireNonNull(sum, "no modality");
  }

  /** The mean of all normalised tokens, {@code [B,D]}. */
  NDArray mean(List<NDArray> normed) {
    long places = normed.get(0).getShape().get(1) * normed.get(0).getShape().get(2);
    long all = places * layouts.stream().mapToLong(ModalityTokens.Layout::count).sum();
    NDArray sum = null;
    for (NDArray tokens : normed) {
      NDArray part = ops.call(String.format(Locale.ROOT, SUM, all), tokens);
      sum = sum == null ? part : sum.add(part);
    }
    return Objects.requireNonNull(sum, "no modality");
  }
}
