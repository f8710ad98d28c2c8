package org.eobench.datasets.raster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eobench.core.error.BenchException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListTextTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "UTF-16LE, '\uFEFF', UTF-16",
    "UTF-16BE, '\uFEFF', UTF-16",
    "UTF-16LE, '', UTF-16LE",
    "UTF-16BE, '', UTF-16BE",
    "UTF-32LE, '\uFEFF', UTF-32",
    "WINDOWS-1252, '', WINDOWS-1252"
  })
  void namesTheCommandThatTurnsAListIntoUtf8(String encoding, String mark, String named)
      throws IOException {
    Path list = folder.resolve("my list.txt");
    Files.writeString(list, mark + "Köln\n", Charset.forName(encoding));
    assertThatThrownBy(() -> ListText.read(list))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("the list of a split is ")
        .hasMessageContaining(
            "`iconv -f "
                + named
                + " -t UTF-8 '"
                + list
                + "' > '"
                + list
                + ".utf8' && mv '"
                + list
                + ".utf8' '"
                + list
                + "'`");
  }

  @Test
  void readsUtf8WithAndWithoutAMark() throws IOException {
    Path list = folder.resolve("list.txt");
    Files.writeString(list, "\uFEFFKöln\n");
    assertThat(ListText.read(list)).isEqualTo("Köln\n");
    Files.writeString(list, "Köln\n");
    assertThat(ListText.read(list)).isEqualTo("Köln\n");
  }
}
