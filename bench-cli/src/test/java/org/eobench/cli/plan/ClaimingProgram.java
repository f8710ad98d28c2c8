package org.eobench.cli.plan;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Claims lines of a plan and notes which; a process of its own in {@link ClaimsTest}. */
final class ClaimingProgram {
  private ClaimingProgram() {}

  /** Takes the plan, the number of its lines, and the file for the numbers of the claimed ones. */
  public static void main(String[] arguments) throws Exception {
    Path plan = Path.of(arguments[0]);
    int lines = Integer.parseInt(arguments[1]);
    Path notes = Path.of(arguments[2]);
    boolean holds = arguments.length > 3; // keeps its first claim until it is killed
    while (!Files.exists(plan)) {
      Thread.sleep(1); // so that all processes begin at once
    }
    Claims claims = new Claims(plan, "here", null);
    for (int line = 0; line < lines; line++) {
      Optional<Claim> claim = claims.tryClaim(line);
      if (claim.isPresent()) {
        Files.writeString(
            notes,
            line + "\n",
            StandardCharsets.UTF_8,
            StandardOpenOption.CREATE,
            StandardOpenOption.APPEND);
        if (holds) {
          Thread.sleep(Long.MAX_VALUE);
        }
        Thread.sleep(2); // the work
        claims.end(line, "done", 0);
        claim.get().close();
      }
    }
  }
}
