package org.eobench.cli.clusters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.batch.v1.Job;
import com.google.cloud.batch.v1.LifecyclePolicy;
import com.google.cloud.batch.v1.Runnable.Container;
import com.google.cloud.batch.v1.TaskSpec;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eobench.cli.verbs.Verbs;
import org.eobench.core.error.ExitCode;
import org.eobench.testing.SharedFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The job in {@code examples/cloud-batch} is one of Google Cloud Batch, and fits the program. */
class CloudBatchTest {
  private static final Path FILE =
      SharedFiles.projectRoot().resolve("examples/cloud-batch/job.json");

  @Test
  void theJobRunsALineInEachTaskAndTriesAgainWhatMayPass() throws IOException {
    Job job = parsed(Files.readString(FILE));
    assertThat(job.getTaskGroups(0).getTaskCount()).isPositive();
    TaskSpec task = job.getTaskGroups(0).getTaskSpec();
    assertThat(task.getMaxRetryCount()).isBetween(1, 10);
    assertThat(task.getLifecyclePolicies(0).getAction())
        .isEqualTo(LifecyclePolicy.Action.FAIL_TASK);
    assertThat(task.getLifecyclePolicies(0).getActionCondition().getExitCodesList())
        .containsExactly(
            ExitCode.USAGE.code(),
            ExitCode.CONFIG.code(),
            ExitCode.DATA.code(),
            ExitCode.WEIGHTS.code());
    Container container = task.getRunnables(0).getContainer();
    assertThat(container.getVolumes(0)).startsWith(task.getVolumes(0).getMountPath() + ":");
    int verb = container.getCommandsList().indexOf("run-plan");
    assertThat(
            Verbs.ofProgram()
                .parse(container.getCommandsList().subList(verb, container.getCommandsCount()))
                .verb()
                .name())
        .isEqualTo("run-plan");
  }

  @ParameterizedTest
  @CsvSource({
    "taskCount, tasks",
    "lifecyclePolicies, lifecyclePolicy",
    "FAIL_TASK, FAIL",
    "14336, 14 GiB",
    "86400s, one day",
    "imageUri, image",
  })
  void aWrongFieldIsRefused(String right, String wrong) throws IOException {
    String text = Files.readString(FILE);
    assertThat(text).contains(right);
    assertThatThrownBy(() -> parsed(text.replace(right, wrong)))
        .isInstanceOf(InvalidProtocolBufferException.class);
  }

  private static Job parsed(String json) throws InvalidProtocolBufferException {
    Job.Builder job = Job.newBuilder();
    JsonFormat.parser().merge(json, job); // refuses unknown fields
    return job.build();
  }
}
