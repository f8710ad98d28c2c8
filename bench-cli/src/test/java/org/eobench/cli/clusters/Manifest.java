package org.eobench.cli.clusters;

import com.google.common.base.Splitter;
import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.kubernetes.client.openapi.JSON;
import io.kubernetes.client.openapi.models.V1Job;
import io.kubernetes.client.openapi.models.V1PersistentVolumeClaim;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * An object for the API of Kubernetes, checked as strictly as its server does with {@code
 * --validate=strict}: against the models that Kubernetes publishes, which refuse unknown fields.
 *
 * @param text the object
 */
record Manifest(JsonObject text) {
  private static final String KUEUE = "kueue.x-k8s.io/v1beta2";
  private static final String KUSTOMIZE = "kustomize.config.k8s.io/v1beta1";
  private static final Map<String, Class<?>> MODELS =
      Map.of(
          "v1 PersistentVolumeClaim", V1PersistentVolumeClaim.class, "batch/v1 Job", V1Job.class);

  /** The objects of a file. */
  static List<Manifest> all(String yaml) {
    List<Manifest> found = new ArrayList<>();
    for (Object document : yaml().loadAll(yaml)) {
      found.add(new Manifest(new Gson().toJsonTree(document).getAsJsonObject()));
    }
    return found;
  }

  private static Yaml yaml() {
    return new Yaml(new SafeConstructor(new LoaderOptions()));
  }

  String kind() {
    return text.get("kind").getAsString();
  }

  /** What the server would refuse; empty if nothing. */
  List<String> problems() {
    String version = text.get("apiVersion").getAsString();
    if (version.equals(KUEUE)) {
      return kueue().problems(text);
    }
    if (version.equals(KUSTOMIZE)) {
      return List.of(); // no object of the API; its fields are checked where it is used
    }
    Class<?> model = MODELS.get(version + " " + kind());
    if (model == null) {
      return List.of("no model is known of " + version + " " + kind());
    }
    try {
      Object read = JSON.getGson().fromJson(text, model);
      return read == null ? List.of("it is empty") : List.of();
    } catch (RuntimeException refused) {
      return List.of(String.valueOf(refused.getMessage()));
    }
  }

  private ObjectSchema kueue() {
    try (InputStream file =
        Objects.requireNonNull(
            Manifest.class.getResourceAsStream("/clusters/kueue-v1beta2.yaml"))) {
      Map<?, ?> kinds = yaml().load(new String(file.readAllBytes(), StandardCharsets.UTF_8));
      return new ObjectSchema((Map<?, ?>) Objects.requireNonNull(kinds.get(kind()), kind()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The element at a path such as {@code spec/template}. */
  JsonElement at(String path) {
    JsonElement element = text;
    for (String part : Splitter.on('/').split(path)) {
      String name = part.replace("~1", "/"); // as in a JSON pointer
      element =
          element.isJsonArray()
              ? element.getAsJsonArray().get(Integer.parseInt(name))
              : element.getAsJsonObject().get(name);
      Objects.requireNonNull(element, path);
    }
    return element;
  }
}
