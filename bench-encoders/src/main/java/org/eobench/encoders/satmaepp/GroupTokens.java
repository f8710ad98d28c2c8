package org.eobench.encoders.satmaepp;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.eobench.core.nn.Init;
import org.eobench.core.nn.Inits;
import org.eobench.core.nn.Module;
import org.eobench.core.nn.Parameter;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.nn.vit.GridInterpolation;
import org.eobench.core.nn.vit.PatchEmbed;
import org.eobench.core.nn.vit.PositionEmbedding;

/**
 * Class token and patches of groups of bands with their codes: the first features of a code belong
 * to the place, the last ones to the group. Names are the authors': {@code cls_token, pos_embed,
 * channel_embed, channel_cls_embed, patch_embed.G.proj}.
 */
final class GroupTokens extends Module {
  static final String CLASS_CODE = "channel_cls_embed";

  private static final GridInterpolation OTHER_SIZES = new GridInterpolation(0, false);

  private static final String SELECT = "def forward(self, x):\n  return torch.stack([%s], 1)\n";

  private static final String SEQUENCE =
      """
      def forward(self, %1$s, first, positions, groups, none):
        patches = torch.cat([%1$s], 1)
        places = torch.slice(positions, 1, 1).unsqueeze(1).expand([-1, %2$d, -1, -1])
        kinds = groups.unsqueeze(2).expand([-1, -1, places.size(2), -1])
        codes = torch.cat([places, kinds], -1).flatten(1, 2)
        first = first + torch.cat([torch.slice(positions, 1, 0, 1), none], -1)
        return torch.cat([first.expand([patches.size(0), -1, -1]), patches + codes], 1)
      """;

  private final TorchOps ops;
  private final Parameter classToken;
  private final Parameter positions;
  private final Parameter groups;
  private final Parameter classCode;
  private final List<PatchEmbed> embeds = new ArrayList<>();
  private final List<String> selections = new ArrayList<>();
  private final String sequence;

  GroupTokens(TorchOps ops, SatmaePpConfig config) {
    this.ops = ops;
    int width = config.shape().embedDim();
    int code = config.channelEmbed();
    int grid = config.positionGrid();
    int count = config.channelGroups().size();
    Init token = Inits.normal(0.02);
    classToken = parameter("cls_token", new Shape(1, 1, width), token);
    positions =
        parameter(
            "pos_embed",
            new Shape(1, 1 + (long) grid * grid, width - code),
            Inits.table(PositionEmbedding.sinCos2d(width - code, grid, grid, true)));
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = i;
    }
    groups =
        parameter(
            "channel_embed",
            new Shape(1, count, code),
            Inits.table(PositionEmbedding.sinCos1d(code, numbers)));
    classCode = parameter(CLASS_CODE, new Shape(1, 1, code), Inits.ZEROS);
    List<String> bands = config.keys().bandNames();
    int patch = config.shape().patchSize();
    for (int i = 0; i < count; i++) {
      List<String> group = config.channelGroups().get(i);
      embeds.add(child("patch_embed." + i, new PatchEmbed(ops, group.size(), width, patch)));
      String chosen =
          group.stream()
              .map(band -> String.format(Locale.ROOT, "x.select(1, %d)", bands.indexOf(band)))
              .collect(Collectors.joining(", "));
      selections.add(String.format(Locale.ROOT, SELECT, chosen));
    }
    List<String> names = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      names.add("p" + i);
    }
    sequence = String.format(Locale.ROOT, SEQUENCE, String.join(", ", names), count);
  }

  /** {@code [B,C,H,W]} to {@code [B,1+G·N,D]}: class token, then group by group. */
  NDArray forward(NDArray image, int rows, int columns) {
    List<NDArray> arguments = new ArrayList<>();
    for (int i = 0; i < embeds.size(); i++) {
      arguments.add(embeds.get(i).forward(ops.call(selections.get(i), image)));
    }
    arguments.add(classToken.array());
    arguments.add(OTHER_SIZES.apply(ops, positions.array(), 1, rows, columns, image.getManager()));
    arguments.add(groups.array());
    arguments.add(classCode.array());
    return ops.call(sequence, arguments.toArray(NDArray[]::new));
  }
}
