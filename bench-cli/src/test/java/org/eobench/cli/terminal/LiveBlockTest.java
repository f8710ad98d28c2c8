package org.eobench.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class LiveBlockTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final LiveBlock block =
      new LiveBlock(new PrintStream(bytes, true, StandardCharsets.UTF_8), () -> 20);

  @Test
  void isRedrawnInPlaceBelowWhatIsPrinted() {
    block.show(List.of("job 0 starting", "job 1 starting"));
    block.print("job 0 done");
    block.show(List.of("job 1 epoch 1"));
    assertThat(screen()).containsExactly("job 0 done", "job 1 epoch 1");
    block.show(List.of("job 1 epoch 2", "job 2 starting", "x"));
    block.show(List.of("job 2 epoch 1"));
    block.print("job 1 done");
    assertThat(screen()).containsExactly("job 0 done", "job 1 done", "job 2 epoch 1");
    block.show(List.of());
    assertThat(screen()).containsExactly("job 0 done", "job 1 done");
  }

  @Test
  void isCutAtTheEdgeOfTheTerminal() {
    block.show(List.of("x".repeat(50)));
    assertThat(screen()).containsExactly("x".repeat(19));
  }

  /** What a terminal that knows "up" and "clear to the end of the line" shows. */
  private List<String> screen() {
    List<String> rows = new ArrayList<>();
    int row = 0;
    Matcher parts =
        Pattern.compile("\u001b\\[(\\d+)A|(\u001b\\[K)|(\n)|([^\u001b\n]+)")
            .matcher(bytes.toString(StandardCharsets.UTF_8));
    String line = "";
    while (parts.find()) {
      if (parts.group(1) != null) {
        row -= Integer.parseInt(parts.group(1));
      } else if (parts.group(4) != null) {
        line = parts.group(4);
      } else {
        while (rows.size() <= row) {
          rows.add("");
        }
        if (parts.group(2) != null) {
          rows.set(row, line);
        } else {
          line = "";
          row++;
        }
      }
    }
    while (!rows.isEmpty() && rows.get(rows.size() - 1).isEmpty()) {
      rows.remove(rows.size() - 1);
    }
    return rows;
  }
}
