package org.eobench.core.config.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Objects;
import org.eobench.core.config.tree.PythonText;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AliasesTest {
  @TempDir Path folder;
  private ConfigFolder files = new ConfigFolder(Path.of("."));

  @BeforeEach
  void writeFiles() {
    files =
        new ConfigFolder(folder)
            .with(
                "train",
                """
                defaults:
                  - protocol: default
                  - decoder: fcn
                  - temporal: null
                  - _self_
                  - experiment: null
                """)
            .with("protocol/default", "name: default\n")
            .with("protocol/pangaea", "name: pangaea\n")
            .with("temporal/ltae", "# @package decoder\nstrategy: ltae\n")
            .with("temporal/mean", "# @package decoder\nstrategy: mean\n")
            .with(
                "decoder/fcn",
                "strategy: none\ndropout: 0.1\n_protocol_: {pangaea: {dropout: 0.0}}\n")
            .with("decoder/other", "strategy: none\nwidth: 8\n")
            .with("decoder/wide", "defaults: [fcn_mt_ltae, _self_]\nwidth: 64\n")
            .with(
                "experiment/old",
                "# @package _global_\ndefaults:\n  - override /decoder: fcn_mt_ltae\n")
            .with(
                "aliases",
                """
                options:
                  decoder/fcn_mt_ltae: decoder=fcn temporal=ltae
                keys:
                  protocol.fcn_dropout: {decoder/fcn: dropout}
                """);
  }

  private static String text(Composition composition, String key) {
    return PythonText.show(Objects.requireNonNull(composition.job().select(key)));
  }

  @Test
  void composesAnOptionUnderAnotherNameAndSaysSo() {
    Composition alias = files.compose("decoder=fcn_mt_ltae");
    assertThat(text(alias, "decoder"))
        .isEqualTo(text(files.compose("decoder=fcn", "temporal=ltae"), "decoder"));
    assertThat(alias.choices()).containsEntry("decoder", "fcn_mt_ltae");
    assertThat(alias.warnings())
        .containsExactly("decoder=fcn_mt_ltae is an alias of `decoder=fcn temporal=ltae`");
    assertThat(files.compose().warnings()).isEmpty();
  }

  @Test
  void takesAnAliasWhereverAnOptionIsNamed() {
    assertThat(text(files.compose("experiment=old"), "decoder.strategy")).isEqualTo("ltae");
    Composition built = files.compose("decoder=wide");
    assertThat(text(built, "decoder.strategy")).isEqualTo("ltae");
    assertThat(text(built, "decoder.width")).isEqualTo("64");
    assertThat(text(files.compose("decoder=fcn_mt_ltae", "temporal=mean"), "decoder.strategy"))
        .isEqualTo("mean");
    assertThat(files.refusal("decoder=fcn_mt_lta")).hasMessageContaining("fcn_mt_lta");
  }

  @Test
  void takesAnArgumentForAFormerKeyAsOneForTheKeyOfToday() {
    for (String argument :
        new String[] {
          "protocol.fcn_dropout=0.3", "+protocol.fcn_dropout=0.3", "++protocol.fcn_dropout=0.3"
        }) {
      Composition composed = files.compose(argument);
      assertThat(text(composed, "decoder.dropout")).isEqualTo("0.3");
      assertThat(composed.job().select("protocol.fcn_dropout")).isNull();
      assertThat(composed.warnings())
          .singleElement()
          .asString()
          .startsWith("protocol.fcn_dropout is decoder.dropout today");
    }
    assertThat(
            text(
                files.compose("decoder.dropout=0.4", "protocol.fcn_dropout=0.3"),
                "decoder.dropout"))
        .isEqualTo("0.4");
  }

  @Test
  void saysThatAFormerKeyHasNoEffectOnAnotherDecoder() {
    Composition composed = files.compose("decoder=other", "protocol.fcn_dropout=0.3");
    assertThat(composed.job().select("decoder.dropout")).isNull();
    assertThat(composed.warnings())
        .singleElement()
        .asString()
        .startsWith("protocol.fcn_dropout has no effect here; today it is a key of decoder/fcn");
  }

  @Test
  void takesTheFormerKeyOfAFile() {
    files.with("protocol/mine", "defaults: [pangaea, _self_]\nfcn_dropout: 0.6\n");
    Composition composed = files.compose("protocol=mine");
    assertThat(text(composed, "decoder.dropout")).isEqualTo("0.6");
    assertThat(composed.job().select("protocol.fcn_dropout")).isNull();
    assertThat(composed.warnings()).singleElement().asString().contains("mine.yaml:2");
  }

  @Test
  void givesAFormerKeyItsValueWhereAFileRefersToIt() {
    files.with("decoder/copied", "dropout: ${protocol.fcn_dropout}\n");
    for (String[] expected : new String[][] {{"default", "0.1"}, {"pangaea", "0.0"}}) {
      Composition composed = files.compose("decoder=copied", "protocol=" + expected[0]);
      assertThat(
              PythonText.show(Objects.requireNonNull(composed.resolve().select("decoder.dropout"))))
          .isEqualTo(expected[1]);
      assertThat(composed.warnings())
          .singleElement()
          .asString()
          .contains("${protocol.fcn_dropout} is a key of former versions", "decoder/fcn.yaml");
    }
    Composition given = files.compose("decoder=copied", "protocol.fcn_dropout=0.9");
    assertThat(PythonText.show(Objects.requireNonNull(given.resolve().select("decoder.dropout"))))
        .isEqualTo("0.9");
  }

  @Test
  void isNoPrimaryConfig() {
    assertThat(files.composer().searchPath().options("")).containsExactly("train");
  }
}
