package org.eobench.core.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RedirectsTest {
  private static final URI HUB = URI.create("https://hub.example/org/m/resolve/main/w.pth");

  @Test
  void followsRelativeAndForeignAddresses() {
    assertThat(Redirects.follow(HUB, Optional.of("/files/w")))
        .hasToString("https://hub.example/files/w");
    assertThat(Redirects.follow(HUB, Optional.of("//cdn.example/w?x=1")))
        .hasToString("https://cdn.example/w?x=1");
    assertThat(Redirects.follow(URI.create("http://a/b"), Optional.of("https://c/d")))
        .hasToString("https://c/d");
  }

  @Test
  void neverLeavesHttps() {
    assertThatThrownBy(() -> Redirects.follow(HUB, Optional.of("http://hub.example/w.pth")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("from https to http://hub.example/w.pth");
  }

  @Test
  void pausesDoubleUpToALimit() {
    Patience patience = Patience.DEFAULT;
    assertThat(patience.pauseAfter(1, 0)).isEqualTo(Duration.ofSeconds(1));
    assertThat(patience.pauseAfter(4, 0)).isEqualTo(Duration.ofSeconds(8));
    assertThat(patience.pauseAfter(60, 0)).isEqualTo(Duration.ofSeconds(30));
    assertThat(patience.pauseAfter(1, 12)).isEqualTo(Duration.ofSeconds(12));
    assertThat(patience.pauseAfter(1, 999_999)).isEqualTo(Duration.ofSeconds(30));
  }
}
