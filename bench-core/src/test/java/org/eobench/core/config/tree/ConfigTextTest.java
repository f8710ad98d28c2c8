package org.eobench.core.config.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.eobench.core.error.BenchException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigTextTest {
  private static String read(String text, String charset) throws IOException {
    byte[] bytes = text.getBytes(Charset.forName(charset));
    return ConfigText.read(new ByteArrayInputStream(bytes), "my.yaml");
  }

  @Test
  void takesAByteOrderMarkOff() throws IOException {
    assertThat(read("\uFEFF# @package _global_\na: ü\n", "UTF-8"))
        .isEqualTo("# @package _global_\na: ü\n");
    assertThat(read("a: ü\n", "UTF-8")).isEqualTo("a: ü\n");
    assertThat(read("", "UTF-8")).isEmpty();
    assertThat(read("a", "UTF-8")).isEqualTo("a");
  }

  @ParameterizedTest
  @CsvSource({
    "UTF-16,UTF-16",
    "UTF-16LE,UTF-16LE",
    "UTF-16BE,UTF-16BE",
    "X-UTF-16LE-BOM,UTF-16",
    "X-UTF-32LE-BOM,UTF-32",
    "X-UTF-32BE-BOM,UTF-32"
  })
  void namesAnEncodingOfWideCharacters(String charset, String named) {
    assertThatThrownBy(() -> read("a: 1\n", charset))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("the file my.yaml is " + named + " text, not UTF-8")
        .hasMessageContaining(
            "next: convert it: iconv -f " + named + " -t UTF-8 my.yaml > utf8.yaml");
  }

  @Test
  void refusesOtherBytesThanUtf8() {
    byte[] latin = "a: \u00fc\n".getBytes(StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> ConfigText.read(new ByteArrayInputStream(latin), "my.yaml"))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("the file my.yaml is not UTF-8 text")
        .hasMessageContaining("iconv -f ISO-8859-1");
  }
}
