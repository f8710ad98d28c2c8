package org.eobench.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.eobench.cli.BenchMain;
import org.junit.jupiter.api.Test;

class ThisProgramTest {
  @Test
  void startsTheMainClassWithTheOptionsAndTheWords() {
    List<String> command = ThisProgram.command(List.of("-Xmx1g"), List.of("run", "seed=1"));
    assertThat(command)
        .containsSubsequence(
            ParentWatch.OPTION, "-Xmx1g", "-cp", BenchMain.class.getName(), "run", "seed=1");
  }
}
