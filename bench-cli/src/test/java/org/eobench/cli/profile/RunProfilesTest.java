package org.eobench.cli.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.eobench.cli.faults.ProgramAnswer;
import org.eobench.core.error.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

class RunProfilesTest {
  @TempDir private Path folder;

  private ProgramAnswer profile(String... words) {
    List<String> all = new ArrayList<>(List.of("profile", "run", "experiment=quickstart"));
    all.add("cache_dir=" + folder.resolve("cache"));
    all.add("work_dir=" + folder.resolve("runs"));
    all.addAll(List.of(words));
    return ProgramAnswer.to(all, folder);
  }

  @Test
  void measuresTheStagesOfARun() throws Exception {
    Path json = folder.resolve("profile.json");
    Path picture = folder.resolve("profile.svg");
    ProgramAnswer answer =
        profile(
            "decoder=seg_linear",
            "finetune=false",
            "batch_size=2",
            "--steps=2",
            "--json=" + json,
            "--output=" + picture);

    assertThat(answer.exit()).as(answer.said()).isEqualTo(ExitCode.OK.code());
    assertThat(answer.said())
        .contains("2 steps of 2 images, fp32 on cpu", "encoder, forward", "images/s", "validation")
        .containsPattern("checkpoint: \\d of");
    assertThat(folder.resolve("runs")).doesNotExist();

    JsonNode profile = new ObjectMapper().readTree(json.toFile());
    double stages = profile.get("otherMillis").asDouble();
    for (JsonNode stage : profile.get("stages")) {
      String name = stage.get("stage").asText();
      assertThat(stage.get("millis").asDouble()).as(name).isPositive();
      boolean ofAStep = !name.equals("validation") && !name.equals("checkpoint");
      stages += ofAStep ? stage.get("millis").asDouble() : 0;
      if (name.equals("backward") || name.equals("encoder, forward")) {
        assertThat(stage.get("calls").asInt()).as(name).isEqualTo(2);
      }
    }
    double whole = profile.get("stepsMillis").asDouble();
    assertThat(stages).isCloseTo(whole, within(whole * 0.01));
    assertThat(profile.get("stages")).hasSize(10);
    // What an estimate of the whole run is made from.
    assertThat(profile.at("/choices/decoder").asText()).isEqualTo("seg_linear");
    assertThat(profile.at("/images/train").asInt()).isGreaterThan(10);
    assertThat(profile.at("/images/validated").asInt())
        .isBetween(1, profile.at("/images/validation").asInt());
    assertThat(profile.get("readers")).hasSize(2);
    assertThat(profile.get("encoderPasses").asInt()).isEqualTo(1);
    // 16 patches, 4 levels of the tiny encoder that are 96 wide, 2 classes.
    assertThat(profile.get("decoderMultiplyAdds").asLong()).isEqualTo(16 * 4 * 96 * 2);

    Document svg =
        DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(picture.toFile());
    assertThat(svg.getElementsByTagName("rect").getLength()).isGreaterThan(15);
    assertThat(Files.readString(picture)).contains("backward: ");
  }

  @Test
  void refusesWhatAProfileDecidesItselfOrCannotMeasure() {
    assertThat(profile("task.trainer.n_epochs=5", "+resume=true").said())
        .contains("[Bench/NotInProfile] task.trainer.n_epochs=5 has no effect", "+resume=true");
    assertThat(profile("-m", "seed=1,2").said()).contains("--multirun has no effect here");
    assertThat(profile("--batch=2").said()).contains("there is no flag --batch");
    assertThat(profile("--steps=0").said()).contains("--steps=0 is not a positive");
    ProgramAnswer fitted =
        profile(
            "experiment=quickstart_classification",
            "dataset.training_chips=20",
            "dataset.test_chips=8",
            "encoder=image_stats_tiny",
            "finetune=false",
            "decoder=cls_knn");
    assertThat(fitted.said()).contains("[Bench/NoSteps]", "decoder=seg_linear");
  }
}
