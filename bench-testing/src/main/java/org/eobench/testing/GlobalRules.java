package org.eobench.testing;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.eobench.core.encoder.Encoder;
import org.eobench.core.encoder.EncoderInput;
import org.eobench.core.encoder.GlobalEncoder;
import org.eobench.core.encoder.GlobalFeatures;
import org.eobench.core.nn.torch.TorchOps;

/** The rules of an encoder that is a {@link GlobalEncoder} too; others meet them trivially. */
final class GlobalRules {
  private static final long SEED = 7;

  private final TorchOps ops;

  GlobalRules(TorchOps ops) {
    this.ops = ops;
  }

  List<ContractRule<EncoderSubject>> all() {
    return List.of(new ContractRule<>("describes whole images beside the same maps", this::global));
  }

  /** All class tokens, and the embedding if there is one. */
  static List<NDArray> vectors(GlobalFeatures features) {
    List<NDArray> vectors = new ArrayList<>(features.classTokens());
    if (features.embedding() != null) {
      vectors.add(features.embedding());
    }
    return vectors;
  }

  private void global(EncoderSubject subject) {
    try (Probe<Encoder> probe = Probe.seeded(ops, subject::create, SEED);
        NDManager step = probe.manager().newSubManager()) {
      Encoder encoder = probe.module();
      if (!(encoder instanceof GlobalEncoder describing)) {
        return;
      }
      EncoderInput input = NoiseInput.of(subject, encoder.spec(), step);
      GlobalFeatures features = describing.encodeGlobal(input);
      List<float[]> maps = features.maps().levels().stream().map(NDArray::toFloatArray).toList();
      BitEquality.assertEqual(
          encoder.encode(input).levels().stream().map(NDArray::toFloatArray).toList(), maps);
      assertThat(features.classTokens())
          .as("class tokens")
          .hasSize(describing.givesClassTokens() ? maps.size() : 0);
      List<NDArray> vectors = vectors(features);
      assertThat(vectors).as("class tokens or an embedding").isNotEmpty();
      for (NDArray vector : vectors) {
        assertThat(vector.getShape().dimension()).isEqualTo(2);
        assertThat(vector.getShape().get(0)).isEqualTo(NoiseInput.BATCH);
        float[] values = vector.toFloatArray();
        assertThat(values).doesNotContain(Float.NaN);
        int half = values.length / NoiseInput.BATCH;
        assertThat(Arrays.copyOf(values, half))
            .as("two images that differ")
            .isNotEqualTo(Arrays.copyOfRange(values, half, values.length));
      }
    }
  }
}
