package org.eobench.core.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.InvalidPathException;
import org.junit.jupiter.api.Test;

class FileNamesTest {
  private static final InvalidPathException REFUSED =
      new InvalidPathException("d?ta", "Malformed input or input contains unmappable characters");

  @Test
  void namesTheLocaleThatCanSpellAFileName() {
    Problem problem = FileNames.refused(REFUSED, "ANSI_X3.4-1968");
    assertThat(problem.where()).isEqualTo("d?ta");
    assertThat(problem.expected()).contains("ANSI_X3.4-1968");
    assertThat(problem.next()).contains("LC_ALL=C.UTF-8");
  }

  @Test
  void advisesAnotherNameWhereTheLocaleIsNotTheCause() {
    assertThat(FileNames.refused(REFUSED, "UTF-8").next()).contains("rename the file or folder");
  }
}
