package org.eobench.pretrain.testing;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Map;
import java.util.SplittableRandom;
import org.eobench.core.encoder.EncoderInput;
import org.eobench.pretrain.method.CropBatch;
import org.eobench.pretrain.method.CropCounts;

/** Crops of smooth noise, as host arrays. */
public record NoiseCrops(
    String modality, int bands, int samples, CropCounts counts, int large, int small, long seed)
    implements CropBatch {

  @Override
  public EncoderInput global(NDManager owner) {
    return crops(counts.global(), large, seed, owner);
  }

  @Override
  public EncoderInput local(NDManager owner) {
    return crops(counts.local(), small, seed + 1, owner);
  }

  private EncoderInput crops(int count, int side, long from, NDManager owner) {
    float[] values = new float[count * samples * bands * side * side];
    SplittableRandom random = new SplittableRandom(from);
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (Math.sin(i * 0.05 + i / side % samples) + 0.2 * random.nextGaussian());
    }
    NDArray images = owner.create(values, new Shape((long) count * samples, bands, 1, side, side));
    return EncoderInput.of(Map.of(modality, images));
  }
}
