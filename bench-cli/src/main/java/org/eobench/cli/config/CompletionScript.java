package org.eobench.cli.config;

import java.util.List;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Suggest;

/** Shell scripts that complete overrides by calling the program. */
final class CompletionScript {
  private static final String BASH =
      """
      _bench_complete() {
        local words
        words=$(COMP_LINE="${COMP_LINE:0:COMP_POINT}" PROGRAM --shell-completion query 2>/dev/null)
        local word="${COMP_LINE:0:COMP_POINT}"
        word="${word##* }"
        local cut="${word%"${COMP_WORDS[COMP_CWORD]}"}"
        COMPREPLY=()
        local candidate
        while IFS= read -r candidate; do
          [[ -n "$candidate" ]] && COMPREPLY+=("${candidate#"$cut"}")
        done <<< "$words"
      }
      complete -o nospace -o default -F _bench_complete COMMAND
      """;

  private static final String ZSH =
      """
      _bench_complete() {
        local -a candidates
        candidates=("${(@f)$(COMP_LINE="$LBUFFER" PROGRAM --shell-completion query 2>/dev/null)}")
        compadd -Q -S '' -- ${candidates:#}
      }
      compdef _bench_complete COMMAND
      """;

  private static final String FISH =
      """
      function _bench_complete
        COMP_LINE=(commandline -cp) PROGRAM --shell-completion query 2>/dev/null
      end
      complete -f -c COMMAND -a '(_bench_complete)'
      """;

  private CompletionScript() {}

  /** Returns the script for a shell, to be sourced or installed as a completion. */
  static String of(String shell, String program) {
    String script =
        switch (shell) {
          case "bash" -> BASH;
          case "zsh" -> ZSH;
          case "fish" -> FISH;
          default ->
              throw new BenchException(
                  ExitCode.USAGE,
                  Problem.of("FlagValue", "there is no completion script for '" + shell + "'")
                      .expecting(Suggest.sentence(shell, List.of("bash", "zsh", "fish"))));
        };
    String[] words = program.split(" ");
    String command = words[0];
    return script.replace("PROGRAM", program).replace("COMMAND", command);
  }
}
