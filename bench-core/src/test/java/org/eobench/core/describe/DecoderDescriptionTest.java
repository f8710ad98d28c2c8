package org.eobench.core.describe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.eobench.core.config.tree.ConfigNode;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.registry.Components;
import org.eobench.core.run.ToyParts;
import org.eobench.core.train.ToyDecoder;
import org.junit.jupiter.api.Test;

class DecoderDescriptionTest {
  private static final Components COMPONENTS = ToyParts.components();

  private static ConfigNode with(String dataset) {
    return ToyParts.config(
        ToyParts.YAML.replace("count: 8, only_label: null", "num_classes: 5, " + dataset));
  }

  @Test
  void tellsOutputsMapsAndParametersWithoutTheNativeLibrary() {
    DecoderDescription facts = DecoderDescription.of(with("multi_temporal: false"), COMPONENTS);
    long parameters =
        new ToyDecoder(TorchOps.declaring())
            .tensors().values().stream()
                .filter(tensor -> !tensor.isBuffer())
                .mapToLong(tensor -> tensor.shape().size())
                .sum();
    assertThat(facts.target()).isEqualTo("toy");
    assertThat(facts.outputs()).isEqualTo(5);
    assertThat(facts.frames()).isEqualTo(1);
    assertThat(facts.encoder().temporalOutput()).isFalse();
    assertThat(facts.parameters()).isEqualTo(parameters).isPositive();
  }

  @Test
  void mapsOfSeveralDatesStayApart() {
    DecoderDescription facts = DecoderDescription.of(with("multi_temporal: 3"), COMPONENTS);
    assertThat(facts.frames()).isEqualTo(3);
    assertThat(facts.encoder().temporalOutput()).isTrue();
  }

  @Test
  void refusesADecoderThatIsNotThere() {
    ConfigNode none =
        ToyParts.config(ToyParts.YAML.replace("decoder: {_target_: toy}", "unused: 1"));
    assertThatThrownBy(() -> DecoderDescription.of(none, COMPONENTS))
        .hasMessageContaining("decoder is not set")
        .hasMessageContaining("decoder=NAME");
  }
}
