package org.eobench.encoders.spectralgpt;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.eobench.core.nn.Init;
import org.eobench.core.nn.Inits;
import org.eobench.core.nn.Module;
import org.eobench.core.nn.Parameter;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.nn.vit.GridInterpolation;

/**
 * The position codes of SpectralGPT, and its class token. Tokens are in groups of bands, each with
 * its patches row by row. Separate tables are {@code pos_embed_spatial [1,N,D]}, {@code
 * pos_embed_temporal [1,G,D]} and {@code pos_embed_class}; the joint one is {@code pos_embed
 * [1,(1+)G·N,D]}.
 */
final class SpectralPositions extends Module {
  private static final Init TOKEN = Inits.truncNormal(0.02);
  private static final GridInterpolation OTHER_SIZES = new GridInterpolation(0, false);

  private static final String SEPARATE =
      """
      def forward(self, patches, places, groups%1$s):
        codes = (places.unsqueeze(1) + groups.unsqueeze(2)).flatten(1, 2)
        patches = patches + codes
        return %2$s
      """;

  private static final String WITH_FIRST =
      "torch.cat([(first + code).expand([patches.size(0), -1, -1]), patches], 1)";

  private static final String JOINT =
      """
      def forward(self, patches, table%1$s):
        return %2$s + table
      """;

  private final TorchOps ops;
  private final List<Parameter> tables = new ArrayList<>();
  private final boolean separate;
  private final String script;

  SpectralPositions(TorchOps ops, SpectralGptConfig config) {
    this.ops = ops;
    separate = config.sepPosEmbed();
    boolean first = config.clsEmbed();
    int width = config.shape().embedDim();
    long places = (long) config.positionGrid() * config.positionGrid();
    long groups = config.groups();
    if (separate) {
      tables.add(parameter("pos_embed_spatial", new Shape(1, places, width), TOKEN));
      tables.add(parameter("pos_embed_temporal", new Shape(1, groups, width), TOKEN));
    } else {
      long count = groups * places + (first ? 1 : 0);
      tables.add(parameter("pos_embed", new Shape(1, count, width), TOKEN));
    }
    if (first) {
      tables.add(parameter("cls_token", new Shape(1, 1, width), TOKEN));
    }
    if (first && separate) {
      tables.add(parameter("pos_embed_class", new Shape(1, 1, width), TOKEN));
    }
    script =
        separate
            ? String.format(
                Locale.ROOT, SEPARATE, first ? ", first, code" : "", first ? WITH_FIRST : "patches")
            : String.format(
                Locale.ROOT,
                JOINT,
                first ? ", first" : "",
                first
                    ? "torch.cat([first.expand([patches.size(0), -1, -1]), patches], 1)"
                    : "patches");
  }

  /**
   * Adds codes, and puts the class token first.
   *
   * @param patches {@code [B,G·N,D]}
   * @return {@code [B,(1+)G·N,D]}
   */
  NDArray forward(NDArray patches, int rows, int columns) {
    List<NDArray> arguments = new ArrayList<>(List.of(patches));
    tables.forEach(table -> arguments.add(table.array()));
    if (separate) {
      arguments.set(
          1, OTHER_SIZES.apply(ops, arguments.get(1), 0, rows, columns, patches.getManager()));
    }
    return ops.call(script, arguments.toArray(NDArray[]::new));
  }
}
