package org.eobench.pretrain.dinov2;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.pretrain.mask.CropMasks;

/**
 * The masks of a batch of crops on the device.
 *
 * @param masked bool {@code [crops,N]}
 * @param indices int64 {@code [M]}, the masked patches among all patches of the batch
 * @param weights float32 {@code [M]}, 1 / masked patches of the crop
 */
record MaskArrays(NDArray masked, NDArray indices, NDArray weights) {
  private static final String SELECT =
      """
      def forward(self, patches, indices):
        return torch.index_select(torch.flatten(patches, 0, 1), 0, indices)
      """;

  static MaskArrays of(CropMasks masks, NDManager owner) {
    return new MaskArrays(
        owner.create(masks.masked(), new Shape(masks.images(), masks.patches())),
        owner.create(masks.indices(), new Shape(masks.count())),
        owner.create(masks.weights(), new Shape(masks.count())));
  }

  /** The masked ones of patches {@code [crops,N,D]}, {@code [M,D]}. */
  NDArray select(TorchOps ops, NDArray patches) {
    return ops.call(SELECT, patches, indices);
  }
}
