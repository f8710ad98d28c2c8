package org.eobench.cli.jar;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eobench.core.error.ExitCode;
import org.eobench.core.io.geotiff.GeoTiffReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The model of a run, served by the jar. */
class ServeIT {
  private static final Pattern ADDRESS = Pattern.compile("is served at (http://\\S+)");
  private static final int SECONDS = 120;
  private static final int TERMINATED = 143;

  @TempDir private Path temporary;
  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void servesWhatPredictWritesAndStopsOnASignal() throws Exception {
    Path folder = Files.createDirectory(temporary.resolve("work"));
    Path chips = ChipFiles.write(temporary.resolve("chips"));
    BenchProcess.in(folder).run(TinyRun.onChips(chips, "task.trainer.n_epochs=1")).succeeds();
    Path run = RunIT.onlyRun(folder.resolve("runs"));
    BenchProcess.in(folder).run("predict", run.toString(), "--samples", "1").succeeds();
    float[] written = classes(written(run));

    Path scenes = chips.resolve("validation");
    BenchProcess.Running service =
        BenchProcess.in(folder)
            .start(List.of("serve", run.toString(), "--port", "0", "--scenes", scenes.toString()));
    try {
      URI address = address(service);
      HttpResponse<byte[]> answer =
          client.send(
              HttpRequest.newBuilder(address.resolve("predict?format=tif"))
                  .POST(BodyPublishers.ofFile(ChipFiles.image(chips, "validation", 0)))
                  .build(),
              BodyHandlers.ofByteArray());
      assertThat(answer.statusCode()).isEqualTo(200);
      Path served = Files.write(temporary.resolve("served.tif"), answer.body());
      assertThat(classes(served)).isEqualTo(written);

      JsonNode facts = json(address.resolve("run"));
      assertThat(facts.at("/classes/1/name").asText()).isEqualTo("Burn scar");
      assertThat(facts.at("/scores/mIoU").isNumber()).isTrue();
      JsonNode listed = json(address.resolve("scenes")).get("scenes");
      assertThat(listed.findValuesAsText("name")).contains("chip0_merged.tif");
      assertThat(
              client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString()).body())
          .contains("assets/leaflet.js");
      assertThat(
              client
                  .send(
                      HttpRequest.newBuilder(address.resolve("assets/leaflet.js")).build(),
                      BodyHandlers.discarding())
                  .statusCode())
          .isEqualTo(200);
    } finally {
      service.process().destroy();
    }
    assertThat(service.await().exit()).as(service.stderr()).isEqualTo(TERMINATED);
    assertThat(service.stderr()).doesNotContain("\tat ");
  }

  @Test
  void saysWhatItNeeds() {
    BenchProcess.in(temporary).run("serve").failsWith(ExitCode.USAGE, "serve RUN_DIR");
  }

  private static Path written(Path run) throws IOException {
    try (Stream<Path> files = Files.list(run.resolve("predictions"))) {
      return files
          .filter(file -> file.toString().endsWith("_classes.tif"))
          .findFirst()
          .orElseThrow();
    }
  }

  private static float[] classes(Path file) {
    try (GeoTiffReader tiff = GeoTiffReader.open(file)) {
      return tiff.read();
    }
  }

  private JsonNode json(URI address) throws IOException, InterruptedException {
    return new ObjectMapper()
        .readTree(
            client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString()).body());
  }

  private static URI address(BenchProcess.Running service) throws InterruptedException {
    for (int i = 0; i < SECONDS * 20 && service.process().isAlive(); i++) {
      Matcher address = ADDRESS.matcher(service.stdout());
      if (address.find()) {
        return URI.create(address.group(1));
      }
      Thread.sleep(50);
    }
    throw new AssertionError("not served:\n" + service.stdout() + service.stderr());
  }
}
