package org.eobench.encoders;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.Guice;
import com.google.inject.Key;
import com.google.inject.TypeLiteral;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eobench.core.dataset.Band;
import org.eobench.core.registry.Registry;
import org.eobench.core.spi.CoreBindings;
import org.eobench.core.spi.EncoderFactory;
import org.eobench.testing.EncoderContract;
import org.eobench.testing.EncoderSubject;
import org.junit.jupiter.api.Test;

class EncodersContractTest extends EncoderContract {
  private static final Registry<EncoderFactory<?>> REGISTERED =
      new Registry<>(
          "encoder",
          Guice.createInjector(new CoreBindings(), new EncodersPlugin())
              .getInstance(Key.get(new TypeLiteral<Map<String, EncoderFactory<?>>>() {})));

  private static final String TINY_DOFA =
      """
      encoder_weights: null
      download_url: null
      input_size: 32
      input_bands: {optical: [B2, B8A, Red], sar: [VV]}
      embed_dim: 16
      depth: 4
      num_heads: 4
      patch_size: 8
      mlp_ratio: 2
      wv_planes: 16
      output_layers: [0, 1, 2, 3]
      output_dim: 16
      position_table: interpolate
      frozen_mode: eval
      wave_list: {optical: {B2: 0.49, B8A: 0.864}, sar: {VV: 3.75}}
      """;

  @Override
  protected Stream<EncoderSubject> subjects() {
    Map<String, List<Band>> bands =
        Map.of(
            "optical",
            List.of(new Band("B2", null), new Band("B8A", null), new Band("Red", 0.65)),
            "sar",
            List.of(new Band("VV", null)));
    return Stream.of(
        new EncoderSubject("dofa", REGISTERED.get("dofa", "this test"), TINY_DOFA, bands, 1));
  }

  @Test
  void everyRegisteredEncoderIsUnderContract() {
    assertThat(subjects().map(EncoderSubject::name).collect(Collectors.toSet()))
        .containsExactlyInAnyOrderElementsOf(REGISTERED.names());
  }
}
