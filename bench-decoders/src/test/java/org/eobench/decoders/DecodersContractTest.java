package org.eobench.decoders;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.Guice;
import com.google.inject.Key;
import com.google.inject.TypeLiteral;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eobench.core.registry.Registry;
import org.eobench.core.spi.CoreBindings;
import org.eobench.core.spi.DecoderFactory;
import org.eobench.testing.DecoderContract;
import org.eobench.testing.DecoderSubject;
import org.junit.jupiter.api.Test;

/**
 * Every registered decoder under contract; each file in {@code contract/} is one subject. {@code
 * -Dsubject=REGEX} picks some by their files.
 */
class DecodersContractTest extends DecoderContract {
  private static final Path SUBJECTS = Path.of("src", "test", "resources", "contract");

  private static final Registry<DecoderFactory<?>> REGISTERED =
      new Registry<>(
          "decoder",
          Guice.createInjector(new CoreBindings(), new DecodersPlugin())
              .getInstance(Key.get(new TypeLiteral<Map<String, DecoderFactory<?>>>() {})));

  @Override
  protected Stream<DecoderSubject> subjects() {
    return subjects(System.getProperty("subject", ".*"));
  }

  private static Stream<DecoderSubject> subjects(String regex) {
    try (Stream<Path> files = Files.list(SUBJECTS)) {
      Predicate<String> wanted = Pattern.compile(regex).asMatchPredicate();
      List<Path> sorted =
          files.filter(file -> wanted.test(file.getFileName().toString())).sorted().toList();
      return sorted.stream().map(DecodersContractTest::subject);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static DecoderSubject subject(Path file) {
    try {
      String name = file.getFileName().toString();
      return DecoderSubject.read(
          name, Files.readString(file), key -> REGISTERED.get(key, file.toString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void everyRegisteredDecoderIsUnderContract() {
    assertThat(subjects(".*").map(DecoderSubject::component).collect(Collectors.toSet()))
        .containsExactlyInAnyOrderElementsOf(REGISTERED.names());
  }
}
