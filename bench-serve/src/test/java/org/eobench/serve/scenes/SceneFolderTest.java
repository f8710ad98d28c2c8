package org.eobench.serve.scenes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eobench.core.error.BenchException;
import org.eobench.serve.Images;
import org.eobench.serve.RunningService;
import org.eobench.serve.TinyModel;
import org.eobench.serve.limit.Refusal;
import org.eobench.serve.limit.ServiceLimits;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing but the images of the folder is shown. */
class SceneFolderTest {
  @TempDir Path temporary;

  private Path root = Path.of("");
  private Path outside = Path.of("");

  @BeforeEach
  void writeScenes() throws IOException {
    root = temporary.resolve("scenes");
    Files.createDirectories(root.resolve("deep"));
    outside = Files.createDirectory(temporary.resolve("outside"));
    Images.write(root.resolve("b.tif"), 20, 24, 2);
    Images.write(root.resolve("deep/a.tif"), 16, 16, 2);
    Images.write(outside.resolve("secret.tif"), 16, 16, 2);
    Files.writeString(root.resolve("notes.txt"), "not a scene");
    Images.write(root.resolve(".hidden.tif"), 16, 16, 2);
  }

  private static List<String> names(SceneFolder folder) throws IOException {
    return folder.list().scenes().stream().map(Scene::name).toList();
  }

  @Test
  void listsImagesByNameAndNoLinksOrHiddenFiles() throws IOException {
    Files.createSymbolicLink(root.resolve("link.tif"), outside.resolve("secret.tif"));
    Files.createSymbolicLink(root.resolve("away"), outside);
    SceneFolder folder = new SceneFolder(root, ServiceLimits.DEFAULT);
    assertThat(names(folder)).containsExactly("b.tif", "deep/a.tif");
    Scene first = folder.list().scenes().get(0);
    assertThat(first.width()).isEqualTo(24);
    assertThat(first.id()).matches("[0-9a-f]{16}");
    assertThat(folder.scene(first.id()).file()).isEqualTo(root.toRealPath().resolve("b.tif"));
  }

  @Test
  void aFileThatBecameALinkAfterTheListingIsNotOpened() throws IOException {
    SceneFolder folder = new SceneFolder(root, ServiceLimits.DEFAULT);
    List<Scene> scenes = folder.list().scenes();
    Files.delete(root.resolve("b.tif"));
    Files.createSymbolicLink(root.resolve("b.tif"), outside.resolve("secret.tif"));
    refuses(folder, scenes.get(0).id());
    Files.delete(root.resolve("deep/a.tif"));
    Files.delete(root.resolve("deep"));
    Images.write(outside.resolve("a.tif"), 16, 16, 2);
    Files.createSymbolicLink(root.resolve("deep"), outside);
    refuses(folder, scenes.get(1).id());
  }

  private static void refuses(SceneFolder folder, String id) {
    assertThatThrownBy(() -> folder.scene(id))
        .isInstanceOfSatisfying(
            Refusal.class, refused -> assertThat(refused.status()).isEqualTo(404));
  }

  @Test
  void saysWhatCannotBeShown() throws IOException {
    Files.writeString(root.resolve("broken.tif"), "no TIFF at all");
    SceneFolder folder = new SceneFolder(root, new ServiceLimits(1000, 300, 2, 1));
    List<Scene> scenes = folder.list().scenes();
    assertThat(scenes.get(0).problem()).contains("300 pixels");
    assertThat(scenes.get(1).name()).isEqualTo("broken.tif");
    assertThat(scenes.get(1).problem()).isNotEmpty().doesNotContain(root.toString());
    assertThat(scenes.get(2).problem()).isNull();
  }

  @Test
  void aFolderMustBeThere() {
    assertThatThrownBy(() -> new SceneFolder(root.resolve("nowhere"), ServiceLimits.DEFAULT))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("NoFolder")
        .hasMessageContaining("nowhere");
  }

  @Test
  void pathsOfClientsLeadNowhere() throws IOException {
    String secret = outside.resolve("secret.tif").toString();
    try (RunningService service =
        new RunningService(TinyModel.ofNothing(), ServiceLimits.DEFAULT, root)) {
      String id = RunningService.json(service.get("/scenes")).at("/scenes/0/id").asText();
      assertThat(service.get("/scenes/" + id + "/prediction.tif").statusCode()).isEqualTo(200);
      for (String path :
          List.of(
              "/scenes/../outside/secret.tif/image.png",
              "/scenes/..%2foutside%2fsecret.tif/image.png",
              "/scenes/%2e%2e%2foutside%2fsecret.tif/image.png",
              "/scenes/..%5coutside%5csecret.tif/image.png",
              "/scenes/" + secret + "/image.png",
              "/scenes/" + secret.replace("/", "%2f") + "/image.png",
              "/scenes/deep%2fa.tif/image.png",
              "/scenes/" + id + "%00/image.png",
              "/scenes/" + id + ";x/../../image.png",
              "/assets/../../../../etc/hostname",
              "/assets/..%2f..%2fhttp%2fopenapi.yaml",
              "/assets/%2e%2e/http/openapi.yaml",
              "//etc/hostname")) {
        String answer =
            service.raw(
                "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        assertThat(answer).as(path).matches("(?s)HTTP/1.1 40[04].*").doesNotContain("\tat ");
      }
    }
  }
}
