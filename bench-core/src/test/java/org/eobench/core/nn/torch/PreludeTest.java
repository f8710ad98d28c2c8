package org.eobench.core.nn.torch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PreludeTest {
  private static final String LIBRARY =
      """
      def outer(self, x):
        return self.inner(x) + self.inner(x)
      def idle(self, x):
        return self.outer(x)
      def inner(self, x):
        return torch.neg(x)
      def inner_most(self, x):
        return x
      """;

  private static String calledBy(String expression) {
    return Prelude.calledBy("def forward(self, x):\n  return " + expression + "\n", LIBRARY);
  }

  @Test
  void aScriptGetsWhatItCallsAndWhatThatCalls() {
    assertThat(calledBy("self.outer(x)"))
        .isEqualTo(
            """
            def outer(self, x):
              return self.inner(x) + self.inner(x)
            def inner(self, x):
              return torch.neg(x)
            """);
    assertThat(calledBy("self.inner_most(x)")).startsWith("def inner_most(").doesNotContain("neg");
  }

  @Test
  void aScriptThatCallsNothingGetsNothing() {
    assertThat(calledBy("torch.relu(x)")).isEmpty();
    assertThat(calledBy("self.own(x)")).isEmpty();
  }

  @Test
  void methodsThatCallEachOtherEnd() {
    String round = "def a(self, x):\n  return self.b(x)\ndef b(self, x):\n  return self.a(x)\n";
    assertThat(Prelude.calledBy("self.a(x)", round)).isEqualTo(round);
  }
}
