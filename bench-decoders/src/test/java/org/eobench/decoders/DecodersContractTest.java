package org.eobench.decoders;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.Guice;
import com.google.inject.Key;
import com.google.inject.TypeLiteral;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eobench.core.registry.Registry;
import org.eobench.core.spi.CoreBindings;
import org.eobench.core.spi.DecoderFactory;
import org.eobench.testing.DecoderContract;
import org.eobench.testing.DecoderSubject;
import org.junit.jupiter.api.Test;

class DecodersContractTest extends DecoderContract {
  private static final Registry<DecoderFactory<?>> REGISTERED =
      new Registry<>(
          "decoder",
          Guice.createInjector(new CoreBindings(), new DecodersPlugin())
              .getInstance(Key.get(new TypeLiteral<Map<String, DecoderFactory<?>>>() {})));

  private static final String UPERNET =
      "{channels: 8, pool_scales: [1, 2, 3, 6], dropout: 0.1, interp_method: interpolate}";
  private static final String SHUFFLING =
      "{channels: 8, pool_scales: [1, 2], dropout: 0.1, interp_method: pixel_shuffle}";

  @Override
  protected Stream<DecoderSubject> subjects() {
    DecoderFactory<?> linear = REGISTERED.get("linear", "this test");
    DecoderFactory<?> upernet = REGISTERED.get("upernet", "this test");
    return Stream.of(
        new DecoderSubject("linear", linear, "softmax: false", DecoderSubject.plain()),
        new DecoderSubject("linear, softmax", linear, "softmax: true", DecoderSubject.plain()),
        new DecoderSubject("linear, pyramid", linear, "softmax: false", DecoderSubject.pyramid()),
        new DecoderSubject("upernet", upernet, UPERNET, DecoderSubject.plain()),
        new DecoderSubject("upernet, pyramid", upernet, UPERNET, DecoderSubject.pyramid()),
        new DecoderSubject("upernet, shuffling", upernet, SHUFFLING, DecoderSubject.plain()));
  }

  @Test
  void everyRegisteredDecoderIsUnderContract() {
    assertThat(
            subjects()
                .map(subject -> subject.name().replaceAll(",.*", ""))
                .collect(Collectors.toSet()))
        .containsExactlyInAnyOrderElementsOf(REGISTERED.names());
  }
}
