package org.eobench.pretrain.dinov2;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eobench.core.encoder.EncoderInput;
import org.eobench.core.encoder.TokenFeatures;
import org.eobench.core.nn.torch.TorchOps;
import org.jspecify.annotations.Nullable;

/**
 * What the student is to predict.
 *
 * @param cls probabilities of the prototypes, {@code [2,B,K]}; the first are those of the second
 *     crop, which the student's first crop is compared with
 * @param patches probabilities of the masked patches, {@code [M,K]}; null without masks
 */
record TeacherTargets(NDArray cls, @Nullable NDArray patches) {
  private static final String SWAPPED =
      """
      def forward(self, x):
        half = x.size(0) // 2
        return torch.cat([torch.slice(x, 0, half), torch.slice(x, 0, 0, half)], 0)
      """;

  private static final String BY_VIEW =
      """
      def forward(self, x):
        return x.reshape([2, -1, x.size(1)])
      """;

  /**
   * Asks the teacher. Gradients are not recorded, because none of its weights is trained.
   *
   * @param crops both large crops of each sample
   * @param temperature scalar
   * @param owner owner of the result; the teacher's features are freed
   */
  static TeacherTargets of(
      TorchOps ops,
      Network teacher,
      Centres centres,
      EncoderInput crops,
      @Nullable MaskArrays masks,
      NDArray temperature,
      NDManager owner) {
    try (NDManager own = owner.newSubManager()) {
      TokenFeatures features = teacher.features(borrowed(ops, crops, own), null);
      NDArray cls = ops.call(SWAPPED, features.cls());
      DinoHead head = teacher.dinoHead();
      if (masks == null) {
        NDArray views = centres.dino().probabilities(head.forward(cls), temperature);
        return new TeacherTargets(kept(ops.call(BY_VIEW, views), owner), null);
      }
      NDList scores = Scores.of(teacher, new NDList(cls), masks.select(ops, features.patches()));
      NDArray views = centres.dino().probabilities(scores.get(0), temperature);
      NDArray patches = centres.ibot().probabilities(scores.get(1), temperature);
      return new TeacherTargets(kept(ops.call(BY_VIEW, views), owner), kept(patches, owner));
    }
  }

  private static NDArray kept(NDArray array, NDManager owner) {
    array.attach(owner);
    return array;
  }

  private static EncoderInput borrowed(TorchOps ops, EncoderInput input, NDManager owner) {
    Map<String, NDArray> images = new LinkedHashMap<>();
    input.images().forEach((modality, image) -> images.put(modality, ops.borrow(image, owner)));
    return new EncoderInput(images, input.acquisitions());
  }
}
