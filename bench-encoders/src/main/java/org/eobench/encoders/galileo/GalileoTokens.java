package org.eobench.encoders.galileo;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eobench.core.encoder.Months;
import org.eobench.core.encoder.SentinelGroups.PresentGroup;
import org.eobench.core.nn.Inits;
import org.eobench.core.nn.Linear;
import org.eobench.core.nn.Module;
import org.eobench.core.nn.Parameter;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.encoders.galileo.GalileoGroups.Kind;

/**
 * The tokens of a batch with their codes: first those of the whole image (the place, then each date
 * and group), then for each patch those of its dates and groups and those of all dates.
 */
final class GalileoTokens extends Module {
  static final String MONTHS = "month_embed.weight";
  static final String DATES = "pos_embed";

  /** {@code [B·T,N,G,D]} with codes to {@code [B,N,T·G,D]}. */
  private static final String SPACE_TIME =
      """
      def forward(self, x, months, places, groups, table, date_table, month_table):
        b, t = months.size()
        n = x.size(1)
        g = x.size(2)
        y = x.reshape([b, t, n, g, -1]).permute([0, 2, 1, 3, 4])
        group = torch.index_select(table, 0, groups).reshape([1, 1, 1, g, -1])
        date = torch.slice(date_table, 0, 0, t).reshape([1, 1, t, 1, -1])
        month = torch.index_select(month_table, 0, months.reshape([-1])).reshape([b, 1, t, 1, -1])
        place = places.reshape([b, n, 1, 1, -1])
        code = torch.cat([torch.expand(group, [b, n, t, g, -1]),
                          torch.expand(date, [b, n, t, g, -1]),
                          torch.expand(month, [b, n, t, g, -1]),
                          torch.expand(place, [b, n, t, g, -1])], 4)
        return (y + code).reshape([b, n, t * g, -1])
      """;

  private static final String FIRST_DATE =
      """
      def forward(self, image):
        return torch.slice(image, 2, 0, 1)
      """;

  /** {@code [B,N,G,D]} with codes. */
  private static final String SPACE =
      """
      def forward(self, x, places, groups, table):
        b, n, g, d = x.size()
        group = torch.index_select(table, 0, groups).reshape([1, 1, g, -1])
        code = torch.cat([torch.expand(group, [b, n, g, -1]),
                          torch.new_zeros(x, [b, n, g, d // 2]),
                          torch.expand(places.unsqueeze(2), [b, n, g, -1])], 3)
        return x + code
      """;

  /** The mean over all pixels, {@code [B,T,c]}. */
  private static final String MEANS =
      """
      def forward(self, image, index):
        return torch.mean(torch.index_select(image, 1, index), [3, 4]).transpose(1, 2)
      """;

  /** {@code [B,T,G,D]} with codes to {@code [B,T·G,D]}. */
  private static final String TIME =
      """
      def forward(self, x, months, groups, table, date_table, month_table):
        b, t, g, d = x.size()
        group = torch.index_select(table, 0, groups).reshape([1, 1, g, -1])
        date = torch.slice(date_table, 0, 0, t).reshape([1, t, 1, -1])
        month = torch.index_select(month_table, 0, months.reshape([-1])).reshape([b, t, 1, -1])
        code = torch.cat([torch.expand(group, [b, t, g, -1]),
                          torch.expand(date, [b, t, g, -1]),
                          torch.expand(month, [b, t, g, -1]),
                          torch.new_zeros(x, [b, t, g, d // 4])], 3)
        return (x + code).flatten(1, 2)
      """;

  /** {@code [B,D]} with its code to {@code [B,1,D]}. */
  private static final String STATIC =
      """
      def forward(self, x, groups, table):
        b, d = x.size()
        group = torch.index_select(table, 0, groups)
        code = torch.cat([torch.expand(group, [b, -1]), torch.new_zeros(x, [b, d - d // 4])], 1)
        return (x + code).unsqueeze(1)
      """;

  private final TorchOps ops;
  private final GalileoConfig config;
  private final Map<Kind, List<PresentGroup>> groups;
  private final Parameter dateTable;
  private final Parameter monthTable;
  private final Map<Kind, Parameter> tables = new EnumMap<>(Kind.class);
  private final Map<Kind, List<FlexiPatchEmbed>> patches = new EnumMap<>(Kind.class);
  private final List<Linear> dates = new ArrayList<>();
  private final List<Linear> statics = new ArrayList<>();

  GalileoTokens(TorchOps ops, GalileoConfig config) {
    this.ops = ops;
    this.config = config;
    groups = config.groups();
    int code = config.codeWidth();
    int most = config.maxSequenceLength();
    dateTable = table(DATES, most, GalileoCodes.dates(code, most));
    groups.forEach(
        (kind, present) -> {
          if (!present.isEmpty()) {
            Shape rows = new Shape(kind.rows(), code);
            tables.put(kind, parameter(kind.table(), rows, Inits.normal(0.02)));
          }
        });
    monthTable = table(MONTHS, Months.COUNT, Months.table(code));
    for (Kind kind : List.of(Kind.SPACE_TIME, Kind.SPACE)) {
      List<FlexiPatchEmbed> embeds = new ArrayList<>();
      groups(kind).forEach(group -> embeds.add(patches(kind, group)));
      patches.put(kind, embeds);
    }
    groups(Kind.TIME).forEach(group -> dates.add(linear(Kind.TIME, group)));
    groups(Kind.STATIC).forEach(group -> statics.add(linear(Kind.STATIC, group)));
  }

  private List<PresentGroup> groups(Kind kind) {
    return groups.getOrDefault(kind, List.of());
  }

  private Parameter table(String name, int rows, float[] values) {
    Shape size = new Shape(rows, config.codeWidth());
    return buffer(name, size, DataType.FLOAT32, Inits.table(values));
  }

  private FlexiPatchEmbed patches(Kind kind, PresentGroup group) {
    int width = config.shape().embedDim();
    int patch = config.shape().patchSize();
    return child(
        kind.prefix() + group.name(),
        new FlexiPatchEmbed(ops, group.channels(), width, patch, config.maxPatchSize()));
  }

  private Linear linear(Kind kind, PresentGroup group) {
    int width = config.shape().embedDim();
    return child(
        kind.prefix() + group.name(),
        new Linear(ops, group.channels().size(), width, Inits.xavierUniform(), Inits.ZEROS));
  }

  /** Tokens of the whole image, before those of the patches. */
  int leading(int frames) {
    return groups(Kind.STATIC).size() + frames * groups(Kind.TIME).size();
  }

  /** Tokens of each patch. */
  int perPatch(int frames) {
    return frames * groups(Kind.SPACE_TIME).size() + groups(Kind.SPACE).size();
  }

  /** The tokens, {@code [B,leading+h·w·perPatch,D]}. */
  NDArray forward(GalileoBatch batch) {
    NDList sequence = new NDList();
    if (batch.location() != null) {
      NDArray embedded = statics.get(0).forward(batch.location());
      sequence.add(ops.call(STATIC, embedded, indices(Kind.STATIC, batch), table(Kind.STATIC)));
    }
    if (!dates.isEmpty()) {
      sequence.add(time(batch));
    }
    NDArray ofPatches = spaceTime(batch);
    if (!groups(Kind.SPACE).isEmpty()) {
      ofPatches = NDArrays.concat(new NDList(ofPatches, space(batch)), 2);
    }
    Shape grid = ofPatches.getShape();
    sequence.add(ofPatches.reshape(grid.get(0), grid.get(1) * grid.get(2), grid.get(3)));
    return sequence.size() == 1 ? sequence.get(0) : NDArrays.concat(sequence, 1);
  }

  private NDArray spaceTime(GalileoBatch batch) {
    return ops.call(
        SPACE_TIME,
        embedded(Kind.SPACE_TIME, batch.image()),
        batch.months(),
        batch.places(),
        indices(Kind.SPACE_TIME, batch),
        table(Kind.SPACE_TIME),
        dateTable.array(),
        monthTable.array());
  }

  private NDArray space(GalileoBatch batch) {
    return ops.call(
        SPACE,
        embedded(Kind.SPACE, ops.call(FIRST_DATE, batch.image())),
        batch.places(),
        indices(Kind.SPACE, batch),
        table(Kind.SPACE));
  }

  /** The embedded patches of all groups, {@code [B·T,N,G,D]}. */
  private NDArray embedded(Kind kind, NDArray image) {
    NDList tokens = new NDList();
    patches.getOrDefault(kind, List.of()).forEach(embed -> tokens.add(embed.forward(image)));
    return NDArrays.stack(tokens, 2);
  }

  private NDArray time(GalileoBatch batch) {
    NDList tokens = new NDList();
    for (int i = 0; i < dates.size(); i++) {
      long[] channels =
          groups(Kind.TIME).get(i).channels().stream().mapToLong(Integer::longValue).toArray();
      NDArray index = batch.image().getManager().create(channels);
      tokens.add(dates.get(i).forward(ops.call(MEANS, batch.image(), index)));
    }
    return ops.call(
        TIME,
        NDArrays.stack(tokens, 2),
        batch.months(),
        indices(Kind.TIME, batch),
        table(Kind.TIME),
        dateTable.array(),
        monthTable.array());
  }

  private NDArray table(Kind kind) {
    return Objects.requireNonNull(tables.get(kind)).array();
  }

  private NDArray indices(Kind kind, GalileoBatch batch) {
    long[] rows = groups(kind).stream().mapToLong(PresentGroup::index).toArray();
    return batch.image().getManager().create(rows);
  }
}
