package org.eobench.serve.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import org.eobench.core.error.Problem;
import org.eobench.serve.answer.AnswerFormat;
import org.eobench.serve.image.Spool;
import org.eobench.serve.limit.Refusal;
import org.eobench.serve.model.ModelQueue;
import org.eobench.serve.scenes.EncodedScene;
import org.eobench.serve.scenes.Scene;
import org.eobench.serve.scenes.SceneCache;
import org.eobench.serve.scenes.SceneFolder;
import org.jspecify.annotations.Nullable;

/** The scenes of a folder and their predictions. */
final class SceneRoutes {
  private final @Nullable SceneFolder folder;
  private final SceneCache cache = new SceneCache();
  private final MapMaker maps;
  private final ModelQueue queue;
  private final Spool spool;

  SceneRoutes(@Nullable SceneFolder folder, MapMaker maps, ModelQueue queue, Spool spool) {
    this.folder = folder;
    this.maps = maps;
    this.queue = queue;
    this.spool = spool;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/scenes", call -> list()),
        Route.get(
            "/scenes/{id}/image.png",
            call -> Answer.of(AnswerFormat.PNG.type(), scene(call).image())),
        Route.get(
            "/scenes/{id}/prediction.png",
            call -> Answer.of(AnswerFormat.PNG.type(), scene(call).png())),
        Route.get(
            "/scenes/{id}/prediction.tif",
            call -> Answer.of(AnswerFormat.TIF.type(), scene(call).tif())),
        Route.get(
            "/scenes/{id}/prediction.json",
            call -> Answer.of(AnswerFormat.JSON.type(), scene(call).json())));
  }

  private Answer list() throws IOException {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode scenes = json.putArray("scenes");
    int leftOut = 0;
    if (folder != null) {
      SceneFolder.Listing listing = folder.list();
      leftOut = listing.leftOut();
      for (Scene scene : listing.scenes()) {
        ObjectNode one = scenes.addObject();
        one.put("id", scene.id());
        one.put("name", scene.name());
        one.put("bytes", scene.bytes());
        if (scene.width() > 0) {
          one.put("width", scene.width());
          one.put("height", scene.height());
        }
        if (scene.problem() != null) {
          one.put("problem", scene.problem());
        }
      }
    }
    json.put("left_out", leftOut);
    return Answer.json(json);
  }

  private EncodedScene scene(Call call) throws IOException {
    if (folder == null) {
      throw Refusal.of(
          Refusal.NOT_FOUND,
          Problem.of("NoScenes", "the service shows no folder of scenes")
              .next("start it with --scenes FOLDER"));
    }
    Scene scene = folder.scene(call.part("id"));
    EncodedScene known = cache.get(scene);
    if (known != null) {
      return known;
    }
    try (ModelQueue.Place place = queue.take()) {
      return place.call(() -> predicted(scene));
    }
  }

  /** Runs in the model's thread; a page asks for several forms of a scene at once. */
  private EncodedScene predicted(Scene scene) throws IOException {
    EncodedScene known = cache.get(scene);
    return known != null
        ? known
        : cache.put(scene, maps.of(scene.file(), scene.name(), List.of()), spool.newFile("tif"));
  }
}
