package org.eobench.core.provenance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The state of the git working tree of the program.
 *
 * @param commit full hash of the checked-out commit
 * @param dirty whether tracked or untracked files differ from it
 */
public record GitInfo(String commit, boolean dirty) {
  private static final int SECONDS = 10;

  /** Queries git about a folder; empty without git or outside a working tree. */
  static Optional<GitInfo> of(Path folder) {
    String commit = ask(folder, "rev-parse", "HEAD");
    String status = ask(folder, "status", "--porcelain");
    if (commit == null || status == null) {
      return Optional.empty();
    }
    return Optional.of(new GitInfo(commit.strip(), !status.isBlank()));
  }

  private static @Nullable String ask(Path folder, String... words) {
    // Without the option, git writes to the index, and locks it for what the user does meanwhile.
    List<String> command =
        new ArrayList<>(List.of("git", "--no-optional-locks", "-C", folder.toString()));
    command.addAll(List.of(words));
    try {
      Process git =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      String answer = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!git.waitFor(SECONDS, TimeUnit.SECONDS)) {
        git.destroy();
        return null;
      }
      return git.exitValue() == 0 ? answer : null;
    } catch (IOException noGit) {
      return null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }
}
