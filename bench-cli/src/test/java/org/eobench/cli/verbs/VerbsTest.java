package org.eobench.cli.verbs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.eobench.cli.command.Invocation;
import org.eobench.cli.command.Verb;
import org.eobench.cli.process.Interruption;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.plugin.PluginJars;
import org.junit.jupiter.api.Test;

class VerbsTest {
  private final Verbs verbs = new Verbs(List.of(new Named("run"), new Named("verify")));

  @Test
  void takesTheFirstVerbWhenNoneIsGiven() {
    Verbs.Call call = verbs.parse(List.of("encoder=dofa", "--cfg", "job"));
    assertThat(call.verb().name()).isEqualTo("run");
    assertThat(call.words()).containsExactly("encoder=dofa", "--cfg", "job");
    assertThat(verbs.parse(List.of()).verb().name()).isEqualTo("run");
  }

  @Test
  void leavesTheOtherWordsToTheVerb() {
    Verbs.Call call = verbs.parse(List.of("verify", "golden", "dir"));
    assertThat(call.verb().name()).isEqualTo("verify");
    assertThat(call.words()).containsExactly("golden", "dir");
  }

  @Test
  void takesOverridesAndOptionsForNoVerb() {
    for (String word : List.of("~optimizer", "+a.b=1", "++x=2", "-m", "--cfg", "a=b")) {
      assertThat(verbs.parse(List.of(word)).verb().name()).as(word).isEqualTo("run");
    }
  }

  @Test
  void offersTheNearestVerb() {
    assertThatThrownBy(() -> verbs.parse(List.of("verfy")))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("[Bench/UnknownVerb] verfy is not a verb")
        .hasMessageContaining("did you mean verify?");
  }

  @Test
  void takesTheFlagsForHelpAndVersionForVerbs() {
    Verbs all = Verbs.ofProgram();
    assertThat(all.parse(List.of("help")).verb()).isInstanceOf(HelpVerb.class);
    assertThat(all.parse(List.of("encoder=dofa", "--help")).verb()).isInstanceOf(HelpVerb.class);
    assertThat(all.parse(List.of("--version")).verb()).isInstanceOf(VersionVerb.class);
  }

  @Test
  void offersNoKindInPlaceOfTheRightOne() {
    Invocation noFolder =
        new Invocation(List.of("golden"), PluginJars.NONE, System.out, new Interruption());
    assertThatThrownBy(() -> new VerifyVerb().run(noFolder))
        .hasMessageContaining("verify golden DIR [--json FILE]; kinds: golden")
        .hasMessageNotContaining("did you mean");
  }

  private record Named(String name) implements Verb {
    @Override
    public String arguments() {
      return "";
    }

    @Override
    public String summary() {
      return "";
    }

    @Override
    public ExitCode run(Invocation invocation) {
      return ExitCode.OK;
    }
  }
}
