package example;

import java.io.File;
import java.io.IOException;
import java.io.Serializable;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.spark.TaskContext;
import org.apache.spark.resource.ResourceInformation;

/**
 * The task of a line: a process of the program, with its output in a file.
 *
 * @param program the words that call the program
 * @param plan the file with the plan
 * @param folder in which the plan was made, from which its paths count
 * @param logs folder of the outputs
 * @param retries how often a line that was killed is started again
 */
record PlanTask(List<String> program, String plan, String folder, String logs, int retries)
    implements Serializable {
  /** The program stops when its standard input is closed, so no run outlives its executor. */
  private static final String ENDS_WITH_US = "-Dbench.parent=stdin";

  PlanTask {
    program = new ArrayList<>(program); // a sub-list cannot be sent
  }

  /** Runs a line; fails if it was killed, so that Spark starts it again. */
  LineEnd run(int line) throws IOException, InterruptedException {
    TaskContext context = TaskContext.get();
    ResourceInformation gpus = context.resourcesJMap().get("gpu");
    String gpu = gpus == null ? "" : String.join(",", gpus.addresses());
    long start = System.nanoTime();
    int exit = process(line, gpu);
    double seconds = (System.nanoTime() - start) / 1e9;
    int attempt = context.attemptNumber();
    if (SparkPlan.isSignal(exit) && attempt < retries) {
      throw new IllegalStateException(
          String.format(Locale.ROOT, "line %d ended with exit code %d", line, exit));
    }
    String host = InetAddress.getLocalHost().getHostName();
    return new LineEnd(line, exit, attempt + 1, seconds, host, gpu);
  }

  private int process(int line, String gpu) throws IOException, InterruptedException {
    File log = new File(logs, String.format(Locale.ROOT, "%05d.log", line));
    List<String> command = new ArrayList<>(program);
    command.addAll(List.of("run-plan", plan, "--index", String.valueOf(line)));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(new File(folder))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log));
    builder.environment().merge("JDK_JAVA_OPTIONS", ENDS_WITH_US, (own, ours) -> own + " " + ours);
    if (!gpu.isEmpty()) {
      builder.environment().put("CUDA_VISIBLE_DEVICES", gpu);
    }
    Process process = builder.start();
    try {
      return process.waitFor();
    } finally {
      process.getOutputStream().close(); // also when Spark cancels this task
    }
  }
}
