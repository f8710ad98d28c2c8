package example;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * Runs the lines of a plan on a Spark cluster, each in a task of its own that starts the program as
 * a child process. Tasks know nothing of each other: a worker that is lost costs only its own
 * tasks, which Spark starts again elsewhere. At the end, one line of JSON is printed for each line.
 */
public final class SparkPlan {
  /** Ended by a signal, or as the program ends on one: the next attempt may succeed. */
  private static final int SIGNAL = 128;

  private SparkPlan() {}

  /**
   * Takes {@code MASTER PLAN PROGRAM…}. The environment may set {@code CORES} and {@code GPUS} of a
   * run (1 and 0), and {@code RETRIES} of a run that was killed (3).
   */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length < 3) {
      System.err.println("usage: MASTER PLAN PROGRAM…");
      System.exit(2);
    }
    Path plan = Path.of(arguments[1]).toAbsolutePath();
    int lines = Files.readAllLines(plan).size();
    int retries = number("RETRIES", 3);
    Path logs = Files.createDirectories(plan.resolveSibling(plan.getFileName() + ".logs"));
    PlanTask task =
        new PlanTask(
            List.of(arguments).subList(2, arguments.length),
            plan.toString(),
            Path.of("").toAbsolutePath().toString(),
            logs.toString(),
            retries);
    List<LineEnd> ends;
    try (JavaSparkContext spark = new JavaSparkContext(configuration(arguments[0], retries))) {
      List<Integer> indexes = IntStream.range(0, lines).boxed().toList();
      ends = spark.parallelize(indexes, Math.max(1, lines)).map(task::run).collect();
    }
    ObjectMapper json = new ObjectMapper();
    for (LineEnd end : ends) {
      ObjectNode node =
          json.createObjectNode()
              .put("line", end.line())
              .put("exit", end.exit())
              .put("attempts", end.attempts())
              .put("seconds", Math.round(10 * end.seconds()) / 10.0)
              .put("host", end.host())
              .put("gpu", end.gpu());
      System.out.println(node);
    }
    System.exit(ends.stream().allMatch(end -> end.exit() == 0) ? 0 : 1);
  }

  private static SparkConf configuration(String master, int retries) {
    int cores = number("CORES", 1);
    int gpus = number("GPUS", 0);
    SparkConf conf =
        new SparkConf()
            .setMaster(master)
            .setAppName("EO Bench")
            .set("spark.ui.enabled", "false")
            // One run in each executor, whose own memory is small: the run is another process.
            .set("spark.executor.cores", String.valueOf(cores))
            .set("spark.task.cpus", String.valueOf(cores))
            .set("spark.executor.memory", "512m")
            .set("spark.task.maxFailures", String.valueOf(retries + 1))
            // Two attempts at once would be two runs of one line.
            .set("spark.speculation", "false");
    if (gpus > 0) {
      conf.set("spark.executor.resource.gpu.amount", String.valueOf(gpus))
          .set("spark.task.resource.gpu.amount", String.valueOf(gpus));
    }
    return conf;
  }

  private static int number(String variable, int otherwise) {
    String value = System.getenv(variable);
    return value == null || value.isBlank() ? otherwise : Integer.parseInt(value.strip());
  }

  static boolean isSignal(int exit) {
    return exit >= SIGNAL;
  }
}
