package org.eobench.testing.golden.cases;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.TextNode;
import org.junit.jupiter.api.Test;

class KnownKeysTest {
  @Test
  void aKeyThatDescribesTheOriginalMustHaveTheValueThatOursIsBuiltFor() {
    JsonNode right = TextNode.valueOf("mean");
    assertThat(KnownKeys.allows("loss/mse", "config.reduction", right)).isTrue();
    assertThat(KnownKeys.allows("loss/mse", "config.reduction", TextNode.valueOf("sum"))).isFalse();
    assertThat(KnownKeys.allows("metrics/seg", "config.reduction", right)).isFalse();
    assertThat(KnownKeys.allows("training/x", "config.drop_last", BooleanNode.FALSE)).isFalse();
    assertThat(KnownKeys.allows("training/x", "config.drop_lst", BooleanNode.TRUE)).isFalse();
  }
}
