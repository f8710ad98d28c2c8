package org.eobench.core.logger.tensorboard;

import java.time.Clock;
import java.util.Map;
import org.eobench.core.logger.LoggedRun;
import org.eobench.core.logger.RunLogger.Ending;

/** The configuration of a run, for the page HPARAMS of TensorBoard. */
final class Hyperparameters {
  private static final String PLUGIN = "hparams";

  // Field numbers of HParamsPluginData, SessionStartInfo, SessionEndInfo and protobuf's Value.
  private static final int START_INFO = 3;
  private static final int END_INFO = 4;
  private static final int START_TIME = 5;
  private static final int NUMBER = 2;
  private static final int TEXT = 3;
  private static final int SUCCESS = 1;
  private static final int FAILURE = 2;

  private Hyperparameters() {}

  static void begin(EventFile file, LoggedRun run, Clock clock) {
    ProtoMessage info = new ProtoMessage();
    run.parameters().forEach((key, value) -> info.message(1, entry(Map.entry(key, value))));
    info.float64(START_TIME, clock.millis() / 1000.0);
    file.plugin(
        "_hparams_/session_start_info", PLUGIN, new ProtoMessage().message(START_INFO, info));
  }

  static void end(EventFile file, Ending how, Clock clock) {
    ProtoMessage info =
        new ProtoMessage()
            .integer(1, how == Ending.COMPLETE ? SUCCESS : FAILURE)
            .float64(2, clock.millis() / 1000.0);
    file.plugin("_hparams_/session_end_info", PLUGIN, new ProtoMessage().message(END_INFO, info));
  }

  private static ProtoMessage entry(Map.Entry<String, String> parameter) {
    return new ProtoMessage().text(1, parameter.getKey()).message(2, value(parameter.getValue()));
  }

  private static ProtoMessage value(String text) {
    try {
      double number = Double.parseDouble(text);
      if (Double.isFinite(number)) {
        return new ProtoMessage().float64(NUMBER, number);
      }
    } catch (NumberFormatException none) {
      // a text
    }
    return new ProtoMessage().text(TEXT, text);
  }
}
