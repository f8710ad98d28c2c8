package org.eobench.encoders.olmoearth;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import java.util.ArrayList;
import java.util.List;
import org.eobench.core.nn.Module;
import org.eobench.core.nn.Parameter;
import org.eobench.core.nn.torch.TorchOps;

/**
 * The tokens of one modality with their codes. Its tensors are those of the band sets, {@code
 * KEY__0}, {@code KEY__1}, …
 */
final class ModalityTokens extends Module {
  static final String PATCHES = "patch_embeddings.per_modality_embeddings.";

  /** Adds the codes; a place of the width that has no code keeps its value. */
  private static final String CODED =
      """
      def forward(self, x, table, sets, months, month_table, dates, places, kept):
        b, h, w, t, s, d = x.size()
        group = torch.embedding(table, sets).reshape([1, 1, 1, 1, s, -1])
        month = torch.embedding(month_table, months).reshape([b, 1, 1, t, 1, -1])
        code = torch.cat([torch.expand(group, [b, h, w, t, s, -1]),
                          torch.expand(dates.reshape([1, 1, 1, -1, 1, d // 4]), [b, h, w, t, s, -1]),
                          torch.expand(month, [b, h, w, t, s, -1]),
                          torch.expand(places, [b, h, w, t, s, -1])], 5)
        return torch.index_select((x + code).flatten(1, 2), 2, kept).flatten(2, 3)
      """;

  private final TorchOps ops;
  private final List<BandSetEmbed> embeds = new ArrayList<>();
  private final long[] sets;
  private final List<Integer> dates;
  private final Parameter table;

  /**
   * @param dates the dates that have images
   * @param table codes of all band sets of the modality, {@code [sets,D/4]}
   */
  ModalityTokens(
      TorchOps ops, OlmoEarthConfig config, String modality, List<Integer> dates, Parameter table) {
    this.dates = dates;
    this.ops = ops;
    this.table = table;
    String key = config.key(modality);
    List<OlmoEarthConfig.PresentSet> present = config.present(modality);
    sets = present.stream().mapToLong(OlmoEarthConfig.PresentSet::index).toArray();
    for (OlmoEarthConfig.PresentSet set : present) {
      var embed = new BandSetEmbed(ops, config, set.channels());
      embeds.add(child(key + "__" + set.index(), embed));
    }
  }

  /** The tokens of each patch: a date and a band set each. */
  Layout layout() {
    return new Layout(dates, sets.length);
  }

  /**
   * The order of the tokens of a patch: by date, then by band set.
   *
   * @param dates the dates that have images
   * @param sets number of band sets
   */
  record Layout(List<Integer> dates, int sets) {
    Layout {
      dates = List.copyOf(dates);
    }

    /** Tokens of each patch. */
    int count() {
      return dates.size() * sets;
    }

    /** The dates as an array. */
    long[] kept() {
      return dates.stream().mapToLong(Integer::longValue).toArray();
    }
  }

  /**
   * @param image {@code [B,C,T,H,W]}
   * @return {@code [B,h·w,T·S,D]} of the dates with images
   */
  NDArray forward(NDArray image, TokenCodes codes) {
    NDList bySet = new NDList();
    embeds.forEach(embed -> bySet.add(embed.forward(image)));
    return ops.call(
        CODED,
        NDArrays.stack(bySet, 4),
        table.array(),
        image.getManager().create(sets),
        codes.months(),
        codes.monthTable(),
        codes.dates(),
        codes.places(),
        image.getManager().create(layout().kept()));
  }
}
