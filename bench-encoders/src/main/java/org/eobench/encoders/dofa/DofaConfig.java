package org.eobench.encoders.dofa;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eobench.core.encoder.EncoderConfig;
import org.eobench.core.encoder.FrozenMode;
import org.jspecify.annotations.Nullable;

/**
 * Config of the DOFA encoder.
 *
 * @param inputSize side in pixels of the square images it takes, a multiple of the patch size
 * @param inputBands band names by modality; DOFA takes any band whose wavelength is known
 * @param embedDim D, features per patch
 * @param depth number of transformer blocks
 * @param numHeads attention heads per block
 * @param patchSize side of a patch in pixels
 * @param mlpRatio hidden width of a block's MLP as a multiple of D
 * @param wvPlanes width of the wavelength code
 * @param outputLayers blocks (from 0, rising) after which a map is taken
 * @param outputDim D once more, as Pangaea's files have it
 * @param waveList wavelength in micrometres by modality and band name; a band that is not in it
 *     takes the one its data set gives
 * @param positionTable what to do where the checkpoint's position table does not fit
 */
public record DofaConfig(
    @Nullable String encoderWeights,
    @Nullable String downloadUrl,
    int inputSize,
    Map<String, List<String>> inputBands,
    int embedDim,
    int depth,
    int numHeads,
    int patchSize,
    double mlpRatio,
    int wvPlanes,
    List<Integer> outputLayers,
    int outputDim,
    Map<String, Map<String, Double>> waveList,
    PositionTable positionTable,
    FrozenMode frozenMode)
    implements EncoderConfig {

  public DofaConfig {
    inputBands = Collections.unmodifiableMap(new LinkedHashMap<>(inputBands));
    outputLayers = List.copyOf(outputLayers);
    waveList = Collections.unmodifiableMap(new LinkedHashMap<>(waveList));
    require(patchSize >= 3, "patch_size=%d must be at least 3".formatted(patchSize));
    require(
        inputSize > 0 && inputSize % patchSize == 0,
        "input_size=%d must be a multiple of patch_size=%d; nearest: %d"
            .formatted(inputSize, patchSize, nearestMultiple(inputSize, patchSize)));
    require(
        embedDim > 0 && embedDim % 4 == 0 && numHeads > 0 && embedDim % numHeads == 0,
        "embed_dim=%d must be a multiple of 4 and of num_heads=%d".formatted(embedDim, numHeads));
    require(
        wvPlanes > 0 && wvPlanes % 4 == 0,
        "wv_planes=%d must be a multiple of 4".formatted(wvPlanes));
    require(
        outputDim == embedDim,
        "output_dim=%d must equal embed_dim=%d".formatted(outputDim, embedDim));
    require(!outputLayers.isEmpty(), "output_layers must name at least one block");
    int last = -1;
    for (int layer : outputLayers) {
      require(
          layer > last && layer < depth,
          "output_layers=%s must rise and lie within 0..%d".formatted(outputLayers, depth - 1));
      last = layer;
    }
  }

  /** Patches along one side. */
  int grid() {
    return inputSize / patchSize;
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
