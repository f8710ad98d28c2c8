package org.eobench.core.encoder;

import java.util.List;
import java.util.Locale;

/**
 * The keys for the size of a plain vision transformer, which config records inline.
 *
 * @param inputSize side in pixels of the square input images, a multiple of the patch size
 * @param embedDim D, features per patch
 * @param depth number of transformer blocks
 * @param numHeads attention heads per block
 * @param patchSize patch size in pixels
 * @param mlpRatio hidden width of a block's MLP as a multiple of D
 * @param outputLayers blocks (from 0, ascending) after which a map is taken
 * @param outputDim D again, as in Pangaea's files
 */
public record VitShape(
    int inputSize,
    int embedDim,
    int depth,
    int numHeads,
    int patchSize,
    double mlpRatio,
    List<Integer> outputLayers,
    int outputDim) {

  public VitShape {
    outputLayers = List.copyOf(outputLayers);
    require(patchSize > 0, String.format(Locale.ROOT, "patch_size=%d must be positive", patchSize));
    require(
        inputSize > 0 && inputSize % patchSize == 0,
        String.format(
            Locale.ROOT,
            "input_size=%d must be a multiple of patch_size=%d; nearest: %d",
            inputSize,
            patchSize,
            nearestMultiple(inputSize, patchSize)));
    require(
        embedDim > 0 && embedDim % 4 == 0 && numHeads > 0 && embedDim % numHeads == 0,
        String.format(
            Locale.ROOT,
            "embed_dim=%d must be a multiple of 4 and of num_heads=%d",
            embedDim,
            numHeads));
    require(
        mlpRatio * embedDim >= 1,
        String.format(Locale.ROOT, "mlp_ratio=%s must be positive", mlpRatio));
    require(depth > 0, String.format(Locale.ROOT, "depth=%d must be positive", depth));
    require(
        outputDim == embedDim,
        String.format(Locale.ROOT, "output_dim=%d must equal embed_dim=%d", outputDim, embedDim));
    require(!outputLayers.isEmpty(), "output_layers must list at least one block");
    int before = -1;
    for (int layer : outputLayers) {
      require(
          layer > before && layer < depth,
          String.format(
              Locale.ROOT,
              "output_layers=%s must be ascending and within 0..%d",
              outputLayers,
              depth - 1));
      before = layer;
    }
  }

  /** Patches along one side of an image of the input size. */
  public int grid() {
    return inputSize / patchSize;
  }

  /** Hidden width of a block's MLP. */
  public int hidden() {
    return (int) (embedDim * mlpRatio);
  }

  /** The last block whose output is used; later blocks are skipped. */
  public int lastLayer() {
    return outputLayers.get(outputLayers.size() - 1);
  }

  /** The levels of its maps, all with the same width and stride. */
  public List<EncoderSpec.Level> levels() {
    EncoderSpec.Level level = new EncoderSpec.Level(embedDim, patchSize);
    return outputLayers.stream().map(layer -> level).toList();
  }

  private static int nearestMultiple(int size, int patch) {
    return Math.max(1, Math.round((float) size / patch)) * patch;
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
