package org.eobench.core.config.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Objects;
import org.eobench.core.config.tree.PythonText;
import org.eobench.core.error.BenchException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProtocolValuesTest {
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
                  - _self_
                  - experiment: null
                """)
            .with("protocol/default", "name: default\n")
            .with("protocol/pangaea", "name: pangaea\n")
            .with("protocol/mine", "defaults: [pangaea, _self_]\nname: mine\n")
            .with(
                "decoder/fcn",
                """
                dropout: 0.1
                head: {norm: last, width: 8}
                _protocol_:
                  pangaea: {dropout: 0.0, head: {norm: none}}
                """)
            .with("decoder/narrow", "defaults: [fcn, _self_]\ndropout: 0.5\n")
            .with(
                "experiment/two",
                "# @package _global_\ndefaults:\n  - override /protocol: pangaea\n"
                    + "decoder: {dropout: 0.7}\n");
  }

  private String value(String key, String... arguments) {
    return PythonText.show(Objects.requireNonNull(files.compose(arguments).job().select(key)));
  }

  @Test
  void takesTheValueOfTheChosenProtocolAlone() {
    assertThat(value("decoder.dropout")).isEqualTo("0.1");
    assertThat(value("decoder.dropout", "protocol=pangaea")).isEqualTo("0.0");
    assertThat(value("decoder.head", "protocol=pangaea")).contains("none", "8");
    assertThat(files.compose("protocol=pangaea").job().select("decoder._protocol_")).isNull();
  }

  @Test
  void takesTheValueOfTheProtocolThatTheChosenOneIsBuiltOn() {
    assertThat(value("decoder.dropout", "protocol=mine")).isEqualTo("0.0");
    files.with(
        "decoder/fcn", "dropout: 0.1\n_protocol_: {pangaea: {dropout: 0.0}, mine: {dropout: 1}}");
    assertThat(value("decoder.dropout", "protocol=mine")).isEqualTo("1");
  }

  @Test
  void letsWhatIsMergedLaterWin() {
    assertThat(value("decoder.dropout", "protocol=pangaea", "decoder=narrow")).isEqualTo("0.5");
    assertThat(value("decoder.dropout", "experiment=two")).isEqualTo("0.7");
    assertThat(value("decoder.head.norm", "experiment=two")).isEqualTo("none");
    assertThat(value("decoder.dropout", "protocol=pangaea", "decoder.dropout=0.2"))
        .isEqualTo("0.2");
  }

  @Test
  void saysWhichLineSetTheValueAndWhichItReplaced() {
    var origin =
        Objects.requireNonNull(files.compose("protocol=pangaea").job().select("decoder.dropout"))
            .origin();
    assertThat(origin.place()).endsWith("fcn.yaml:4");
    assertThat(origin.history()).singleElement().asString().endsWith("fcn.yaml:1");
  }

  @Test
  void refusesAProtocolOrAKeyThatDoesNotExistWhateverIsChosen() {
    files.with("decoder/fcn", "dropout: 0.1\n_protocol_: {pangea: {dropout: 0}}");
    assertThat(files.refusal())
        .hasMessageContaining("[Bench/UnknownProtocol]")
        .hasMessageContaining("did you mean pangaea?");
    files.with("decoder/fcn", "dropout: 0.1\n_protocol_: {pangaea: {dropot: 0}}");
    assertThat(files.refusal())
        .hasMessageContaining("[Bench/ProtocolKey]")
        .hasMessageContaining("dropot has a value for protocol=pangaea, and none for the others")
        .hasMessageContaining("did you mean dropout?");
  }

  @Test
  void refusesWhatIsNoMappingOfMappings() {
    files.with("decoder/fcn", "dropout: 0.1\n_protocol_: {pangaea: 3}");
    BenchException refusal = files.refusal();
    assertThat(refusal)
        .hasMessageContaining("[Bench/ProtocolFormat]")
        .hasMessageContaining("fcn.yaml:2");
  }
}
