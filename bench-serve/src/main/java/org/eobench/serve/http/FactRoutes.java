package org.eobench.serve.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.run.gallery.Palette;
import org.eobench.serve.limit.ServiceLimits;
import org.eobench.serve.model.ModelFacts;
import org.eobench.serve.model.ModelQueue;
import org.eobench.serve.model.ServedModel;

/** What the model is, and how much the service has to do. */
final class FactRoutes {
  private final ModelFacts facts;
  private final DatasetSpec spec;
  private final ModelQueue queue;
  private final ServiceLimits limits;

  FactRoutes(ServedModel model, ModelQueue queue, ServiceLimits limits) {
    this.facts = model.facts();
    this.spec = model.spec();
    this.queue = queue;
    this.limits = limits;
  }

  List<Route> routes() {
    return List.of(Route.get("/health", call -> health()), Route.get("/run", call -> run()));
  }

  private Answer health() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("status", "ok");
    json.put("busy", queue.busy());
    json.put("answered", queue.answered());
    return Answer.json(json);
  }

  private Answer run() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("run", facts.run());
    json.put("encoder", facts.encoder());
    json.put("decoder", facts.decoder());
    json.put("task", facts.task());
    json.put("input_size", facts.inputSize());
    json.put("patch_size", facts.patchSize());
    ObjectNode dataset = json.putObject("dataset");
    dataset.put("name", spec.name());
    dataset.put("licence", spec.licence());
    dataset.put("citation", spec.citation());
    json.put("dates", spec.frames());
    ObjectNode bands = json.putObject("bands");
    spec.bands()
        .forEach(
            (modality, list) -> {
              ArrayNode names = bands.putArray(modality);
              list.forEach(
                  band ->
                      names
                          .addObject()
                          .put("name", band.name())
                          .put("wavelength", band.wavelength()));
            });
    if (facts.classes()) {
      ArrayNode classes = json.putArray("classes");
      for (int label = 0; label < spec.numClasses(); label++) {
        classes
            .addObject()
            .put("label", label)
            .put("name", spec.classes().get(label))
            .put("colour", Palette.css(Palette.ofClass(label)));
      }
    } else {
      json.put("unit", spec.quantity().unit());
    }
    ObjectNode scores = json.putObject("scores");
    facts.scores().forEach(scores::put);
    json.set("limits", limits(limits));
    return Answer.json(json);
  }

  /** The limits by name. */
  static ObjectNode limits(ServiceLimits limits) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("body_bytes", limits.bodyBytes());
    json.put("pixels", limits.pixels());
    json.put("values", ServiceLimits.VALUES);
    json.put("requests", limits.requests());
    json.put("seconds", limits.seconds());
    json.put("header_bytes", ServiceLimits.HEADER_BYTES);
    json.put("connections", ServiceLimits.CONNECTIONS);
    json.put("silent_seconds", ServiceLimits.SILENT_SECONDS);
    return json;
  }
}
