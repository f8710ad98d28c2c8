package org.eobench.serve.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.eobench.core.error.Problem;
import org.eobench.serve.answer.AnswerFormat;
import org.eobench.serve.answer.PredictedMap;
import org.eobench.serve.image.Spool;
import org.eobench.serve.limit.Refusal;
import org.eobench.serve.model.ModelQueue;
import org.jspecify.annotations.Nullable;

/** {@code POST /predict}: the prediction for the image in the body. */
final class PredictRoute implements Action {
  static final Set<String> PARAMETERS = Set.of("format", "date", "pictures");

  private static final String BODY = "the body of the request";

  private final MapMaker maps;
  private final ModelQueue queue;
  private final Spool spool;

  PredictRoute(MapMaker maps, ModelQueue queue, Spool spool) {
    this.maps = maps;
    this.queue = queue;
    this.spool = spool;
  }

  @Override
  public Answer answer(Call call) throws IOException {
    AnswerFormat format = Negotiation.of(call.parameter("format"), call.accepted());
    boolean pictures = pictures(call.parameter("pictures"), format);
    List<LocalDateTime> dates = dates(call.parameter("date"));
    try (ModelQueue.Place place = queue.take();
        Spool.Received body = spool.receive(call.body(), call.length(), place.deadline())) {
      return place.call(() -> answer(body.file(), dates, format, pictures));
    }
  }

  /** Runs in the model's thread. */
  private Answer answer(Path file, List<LocalDateTime> dates, AnswerFormat format, boolean pictures)
      throws IOException {
    PredictedMap map = maps.of(file, BODY, dates);
    return switch (format) {
      case TIF -> Answer.of(format.type(), map.geoTiff(spool.newFile("tif")));
      case PNG -> Answer.of(format.type(), map.png());
      case JSON -> {
        ObjectNode json = map.json();
        if (pictures) {
          json.putObject("pictures").put("image", map.imagePng()).put("prediction", map.png());
        }
        yield Answer.json(json);
      }
    };
  }

  private static boolean pictures(@Nullable String text, AnswerFormat format) {
    if (text == null || text.equals("false")) {
      return false;
    }
    if (!text.equals("true") || format != AnswerFormat.JSON) {
      throw Refusal.of(
          Refusal.BAD_REQUEST,
          Problem.of("ParameterValue", "pictures cannot be " + text + " here")
              .at("pictures")
              .expecting("true or false, and true only with format=json"));
    }
    return true;
  }

  private static List<LocalDateTime> dates(@Nullable String text) {
    List<LocalDateTime> dates = new ArrayList<>();
    if (text != null) {
      for (String one : text.split(",", -1)) {
        dates.add(date(one.strip()));
      }
    }
    return dates;
  }

  private static LocalDateTime date(String text) {
    try {
      return text.contains("T")
          ? LocalDateTime.parse(text)
          : LocalDate.parse(text).atTime(LocalTime.NOON);
    } catch (DateTimeParseException wrong) {
      throw Refusal.of(
          Refusal.BAD_REQUEST,
          Problem.of("ParameterValue", "there is no date " + text)
              .at("date")
              .expecting("dates such as 2026-06-01 or 2026-06-01T10:30, separated by commas"));
    }
  }
}
