package org.eobench.encoders.prithvi;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.eobench.core.dataset.Acquisition;
import org.eobench.core.encoder.Encoder;
import org.eobench.core.encoder.EncoderContext;
import org.eobench.core.encoder.EncoderInput;
import org.eobench.core.encoder.EncoderSpec;
import org.eobench.core.encoder.FeatureMaps;
import org.eobench.core.encoder.GlobalEncoder;
import org.eobench.core.encoder.GlobalFeatures;
import org.eobench.core.encoder.ImageCheck;
import org.eobench.core.encoder.TransformerTrunk;
import org.eobench.core.encoder.VitShape;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.nn.Inits;
import org.eobench.core.nn.LayerNorm;
import org.eobench.core.nn.Parameter;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.nn.vit.PatchEmbed3d;
import org.eobench.core.nn.vit.TokenLayout;
import org.eobench.core.nn.vit.TransformerBlock;
import org.eobench.core.weights.CheckpointLayout;
import org.jspecify.annotations.Nullable;

/**
 * Prithvi-EO: a vision transformer over the patches of all frames of a series. Version 1.0 is by
 * Jakubik et al. ("Foundation Models for Generalist Geospatial Artificial Intelligence",
 * arXiv:2310.18660), version 2.0 by Szwarcman et al. ("Prithvi-EO-2.0", arXiv:2412.02732). Version
 * 2.0 can also take the dates and places of acquisition as input.
 *
 * <p>Maps are {@code [B,D,h,w]} for one frame and {@code [B,D,T,h,w]} for several. The height and
 * width of images may be any multiples of the patch size; the position table is computed for them.
 */
public final class PrithviEncoder extends Encoder implements GlobalEncoder {
  private static final String NAME = "Prithvi";
  private static final String TOKENS =
      """
      def forward(self, patches, pos_embed):
        return torch.add(patches, torch.slice(pos_embed, 1, 1))
      """;
  private static final String WITH_CLASS_TOKEN =
      """
      def forward(self, x, cls_token, pos_embed):
        first = torch.add(cls_token, torch.slice(pos_embed, 1, 0, 1))
        return torch.cat([torch.expand(first, [x.size(0), -1, -1]), x], 1)
      """;

  private final TorchOps ops;
  private final PrithviConfig config;
  private final int frames;
  private final ImageCheck images;
  private final EncoderSpec spec;
  private final PrithviPositions tables;
  private final Parameter classToken;
  private final Parameter positions;
  private final PatchEmbed3d patchEmbed;
  private final CoordinateInputs coordinates;
  private final TransformerTrunk trunk;

  public PrithviEncoder(PrithviConfig config, EncoderContext context) {
    this.ops = context.ops();
    this.config = config;
    this.frames = context.frames();
    requireWholeTubelets(config.tubeletSize(), frames);
    VitShape shape = config.shape();
    Map<String, List<String>> bands = config.keys().inputBands();
    images = new ImageCheck(NAME, bands, frames, ImageCheck.Sizes.multiplesOf(shape.patchSize()));
    tables = PrithviPositions.of(config, frames);
    spec =
        new EncoderSpec(bands, shape.inputSize(), shape.levels(), true, tables.frames() > 1, false);
    int width = shape.embedDim();
    int grid = shape.grid();
    classToken = parameter("cls_token", new Shape(1, 1, width), Inits.normal(0.02));
    positions =
        buffer(
            PrithviCheckpoint.POSITION_TABLE,
            new Shape(1, tables.length(grid, grid), width),
            DataType.FLOAT32,
            Inits.table(tables.table(grid, grid)));
    patchEmbed =
        child(
            "patch_embed",
            new PatchEmbed3d(
                ops,
                config.keys().bandNames().size(),
                width,
                config.tubeletSize(),
                shape.patchSize()));
    coordinates =
        new CoordinateInputs(
            NAME,
            width,
            embed(Coordinate.TIME, "temporal_embed_enc"),
            embed(Coordinate.LOCATION, "location_embed_enc"));
    trunk = trunk();
  }

  private static void requireWholeTubelets(int tubelet, int frames) {
    if (frames % tubelet != 0) {
      throw new BenchException(
          ExitCode.CONFIG,
          Problem.of(
                  "FramesOfTubelets", String.format(Locale.ROOT, "a sample has %d frames", frames))
              .at("encoder.tubelet_size=" + tubelet)
              .expecting("a multiple of tubelet_size")
              .next(
                  "choose `encoder.tubelet_size=1`, or a data set with another number of frames"));
    }
  }

  private @Nullable CoordinateEmbed embed(Coordinate coordinate, String name) {
    return config.coordsEncoding().contains(coordinate)
        ? child(name, new CoordinateEmbed(ops, config.shape().embedDim()))
        : null;
  }

  private TransformerTrunk trunk() {
    VitShape shape = config.shape();
    int width = shape.embedDim();
    double eps = config.normEps();
    List<UnaryOperator<NDArray>> blocks = new ArrayList<>();
    for (int i = 0; i < shape.depth(); i++) {
      var block = new TransformerBlock(ops, width, shape.numHeads(), shape.hidden(), true, eps);
      blocks.add(child("blocks." + i, block)::forward);
    }
    UnaryOperator<NDArray> norm =
        hasFinalNorm() ? child("norm", new LayerNorm(ops, width, eps))::forward : null;
    return new TransformerTrunk(ops, blocks, norm, config.finalNorm(), shape.outputLayers(), 1);
  }

  /** Whether the last norm is applied to any map; otherwise the model has no such norm. */
  private boolean hasFinalNorm() {
    VitShape shape = config.shape();
    return shape.outputLayers().stream()
        .anyMatch(layer -> config.finalNorm().applies(layer, shape.lastLayer(), shape.depth()));
  }

  @Override
  public EncoderSpec spec() {
    return spec;
  }

  @Override
  public FeatureMaps encode(EncoderInput input) {
    NDArray image = images.image(config.modality(), input);
    return byFrame(
        trunk.maps(embed(image, input), tables.frames() * rows(image), columns(image)), image);
  }

  @Override
  public GlobalFeatures encodeGlobal(EncoderInput input) {
    NDArray image = images.image(config.modality(), input);
    GlobalFeatures features =
        trunk.global(
            trunk.pass(embed(image, input)), tables.frames() * rows(image), columns(image));
    return new GlobalFeatures(byFrame(features.maps(), image), features.classTokens(), null);
  }

  private int rows(NDArray image) {
    return Math.toIntExact(image.getShape().get(3) / config.shape().patchSize());
  }

  private int columns(NDArray image) {
    return Math.toIntExact(image.getShape().get(4) / config.shape().patchSize());
  }

  /** Class token and patches of all frames with their codes, {@code [B,1+T·N,D]}. */
  private NDArray embed(NDArray image, EncoderInput input) {
    NDArray table = table(rows(image), columns(image), image.getManager());
    NDArray tokens = ops.call(TOKENS, patchEmbed.forward(image), table);
    tokens = coordinates.add(tokens, input.acquisitions(), frames);
    return ops.call(WITH_CLASS_TOKEN, tokens, classToken.array(), table);
  }

  private NDArray table(int rows, int columns, NDManager owner) {
    int grid = config.shape().grid();
    return rows == grid && columns == grid
        ? positions.array()
        : owner.create(
            tables.table(rows, columns),
            new Shape(1, tables.length(rows, columns), config.shape().embedDim()));
  }

  /** {@code [B,D,T·h,w]} to {@code [B,D,T,h,w]} where there are several frames. */
  private FeatureMaps byFrame(FeatureMaps maps, NDArray image) {
    if (!spec.temporalOutput()) {
      return maps;
    }
    Shape tail = new Shape(tables.frames(), rows(image), columns(image));
    return new FeatureMaps(
        maps.levels().stream()
            .map(map -> map.reshape(map.getShape().slice(0, 2).addAll(tail)))
            .toList());
  }

  @Override
  public TokenLayout tokenLayout() {
    return TokenLayout.afterClassToken(0);
  }

  @Override
  public List<String> assumptions(Acquisition taken) {
    return coordinates.assumptions(taken, frames);
  }

  @Override
  public CheckpointLayout checkpointLayout() {
    int grid = config.shape().grid();
    int pretrained = config.pretrainedGrid();
    boolean sameGrid = frames == config.pretrainedFrames() && grid == pretrained;
    long length = (long) config.pretrainedFrames() * pretrained * pretrained;
    boolean sameLength = length == (long) frames * grid * grid;
    return PrithviCheckpoint.layout(sameLength && !sameGrid, sameGrid, hasFinalNorm());
  }

  @Override
  public boolean isInputLayer(String name) {
    return name.startsWith("patch_embed.");
  }
}
