package org.eobench.pretrain.optim;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.DoubleStream;
import java.util.stream.StreamSupport;
import org.eobench.pretrain.testing.Recorded;
import org.junit.jupiter.api.Test;

/** Row B5: layer-wise rates and weight decay. */
class UpdateRuleTest {
  @Test
  void b5EveryParameterHasTheRateAndDecayOfTheOriginal() {
    Recorded recorded = new Recorded("schedule_param_groups");
    double decay = recorded.config().path("layerwise_decay").asDouble();
    double patchEmbed = recorded.config().path("patch_embed_lr_mult").asDouble();
    for (JsonNode expected : recorded.golden().root().path("expected")) {
      List<String> names =
          StreamSupport.stream(expected.path("params").spliterator(), false)
              .map(JsonNode::asText)
              .toList();
      Map<String, UpdateRule> rules = UpdateRule.of(names, decay, patchEmbed);
      String table = expected.path("name").asText();
      recorded.put(
          table,
          names.stream()
              .map(name -> Objects.requireNonNull(rules.get(name)))
              .flatMapToDouble(
                  rule ->
                      DoubleStream.of(
                          rule.lrMultiplier(), rule.decayed() ? 1 : 0, rule.lastLayer() ? 1 : 0))
              .toArray());
      assertThat(sizes(rules)).as(table).isEqualTo(groups(recorded, table));
    }
    recorded.check();
  }

  private static Map<UpdateRule, Integer> sizes(Map<String, UpdateRule> rules) {
    Map<UpdateRule, Integer> sizes = new LinkedHashMap<>();
    rules.values().forEach(rule -> sizes.merge(rule, 1, Integer::sum));
    return sizes;
  }

  private static Map<UpdateRule, Integer> groups(Recorded recorded, String table) {
    Map<UpdateRule, Integer> groups = new LinkedHashMap<>();
    for (JsonNode group :
        recorded.golden().root().path("results").path("fused_groups").path(table)) {
      groups.put(
          new UpdateRule(
              group.path("lr_multiplier").asDouble(),
              group.path("wd_multiplier").asDouble() == 1,
              group.path("is_last_layer").asBoolean()),
          group.path("tensors").asInt());
    }
    return groups;
  }

  @Test
  void countsTheBlocksOfEachBackboneOfAPart() {
    Map<String, UpdateRule> rules =
        UpdateRule.of(
            List.of(
                "backbone.s1.blocks.1.norm1.weight",
                "backbone.s2.blocks.0.mlp.0.weight",
                "backbone.fusion.weight"),
            0.5,
            1);
    assertThat(rules.values()).extracting(UpdateRule::lrMultiplier).containsExactly(0.5, 0.25, 1.0);
    assertThat(rules.values()).extracting(UpdateRule::decayed).containsExactly(false, true, true);
  }
}
