package org.eobench.encoders;

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
import org.eobench.core.spi.EncoderFactory;
import org.eobench.encoders.torchscript.TinyProgram;
import org.eobench.testing.EncoderContract;
import org.eobench.testing.EncoderSubject;
import org.junit.jupiter.api.Test;

/**
 * Every registered encoder under contract; each file in {@code contract/} is one subject. {@code
 * -Dsubject=REGEX} picks some by their files.
 */
class EncodersContractTest extends EncoderContract {
  private static final Path SUBJECTS = Path.of("src", "test", "resources", "contract");

  private static final Registry<EncoderFactory<?>> REGISTERED =
      new Registry<>(
          "encoder",
          Guice.createInjector(new CoreBindings(), new EncodersPlugin())
              .getInstance(Key.get(new TypeLiteral<Map<String, EncoderFactory<?>>>() {})));

  static {
    TinyProgram.write(Path.of("target", "contract", "tiny_program.pt"));
  }

  @Override
  protected Stream<EncoderSubject> subjects() {
    return subjects(System.getProperty("subject", ".*"));
  }

  private static Stream<EncoderSubject> subjects(String regex) {
    try (Stream<Path> files = Files.list(SUBJECTS)) {
      Predicate<String> wanted = Pattern.compile(regex).asMatchPredicate();
      List<Path> sorted =
          files.filter(file -> wanted.test(file.getFileName().toString())).sorted().toList();
      return sorted.stream().map(EncodersContractTest::subject);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static EncoderSubject subject(Path file) {
    try {
      String name = file.getFileName().toString();
      return EncoderSubject.read(
          name, Files.readString(file), key -> REGISTERED.get(key, file.toString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void everyRegisteredEncoderIsUnderContract() {
    assertThat(subjects(".*").map(EncoderSubject::component).collect(Collectors.toSet()))
        .containsExactlyInAnyOrderElementsOf(REGISTERED.names());
  }
}
