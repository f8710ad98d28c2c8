package org.eobench.cli.failures;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.engine.EngineException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ErrorPrinterTest {
  @TempDir private Path folder;
  private final ByteArrayOutputStream text = new ByteArrayOutputStream();

  @Test
  void printsEveryProblemAndKeepsTheExitCode() {
    BenchException failure =
        new BenchException(
            ExitCode.DATA,
            List.of(
                Problem.of("A", "one is wrong").at("file.yaml:3").expecting("two").next("mend it"),
                Problem.of("B", "so is this")));
    assertThat(print(failure)).isEqualTo(ExitCode.DATA);
    assertThat(text())
        .isEqualTo(
            """
            [Bench/A] one is wrong
              where: file.yaml:3
              expected: two
              next: mend it
            [Bench/B] so is this
            """);
  }

  @Test
  void printsNoControlCharactersThatCameOutOfAFile() {
    print(new BenchException(ExitCode.WEIGHTS, Problem.of("A", "tensor \u001b[2Jx\r\u009by\tz")));
    assertThat(text()).isEqualTo("[Bench/A] tensor \ufffd[2Jx\ufffd\ufffdy\tz\n");
  }

  @Test
  void findsTheProblemsInsideAWrappedFailure() {
    BenchException inner = new BenchException(ExitCode.WEIGHTS, Problem.of("A", "inside"));
    assertThat(print(new IllegalStateException("worker died", inner))).isEqualTo(ExitCode.WEIGHTS);
    assertThat(text()).isEqualTo("[Bench/A] inside\n");
  }

  @Test
  void keepsTheTraceOfAnUnexpectedFailureInAFile() throws IOException {
    assertThat(print(new IllegalStateException("surprise"))).isEqualTo(ExitCode.FAILURE);
    assertThat(text())
        .contains("[Bench/Unexpected]", "IllegalStateException: surprise", "please report it")
        .doesNotContain("\tat ");
    try (Stream<Path> files = Files.list(folder)) {
      Path trace = files.findFirst().orElseThrow();
      assertThat(text()).contains(trace.toString());
      assertThat(Files.readString(trace)).contains("\tat " + ErrorPrinterTest.class.getName());
    }
  }

  @Test
  void explainsAFileNameThatTheLocaleCannotSpell() {
    print(new InvalidPathException("d?ta", "Malformed input or input contains unmappable"));
    assertThat(text())
        .contains("[Bench/InvalidPath]", "where: d?ta", "encoding of file names", "next: ");
  }

  @Test
  void explainsAFullDisk() {
    print(
        new UncheckedIOException(
            new FileSystemException("runs/x/last.safetensors", null, "No space left on device")));
    assertThat(text())
        .contains("[Bench/DiskFull]", "runs/x/last.safetensors", "free some space")
        .doesNotContain("Unexpected");
  }

  @Test
  void explainsMissingMemory() {
    print(new OutOfMemoryError("Java heap space"));
    assertThat(text()).contains("[Bench/OutOfMemory]", "Java heap space", "batch_size", "-Xmx8g");
  }

  @Test
  void explainsAMissingNativeLibrary() {
    print(new IllegalStateException("engine", new UnsatisfiedLinkError("libtorch_cpu.so: no")));
    assertThat(text()).contains("[Bench/NativeLibrary]", "libtorch_cpu.so", "DJL_CACHE_DIR");
  }

  @Test
  void namesTheLibraryThatAGpuLacks() {
    print(
        new EngineException(
            "Failed to load PyTorch native library",
            new UnsatisfiedLinkError(
                "libtorch_cuda.so: libcudart.so.12: cannot open shared object file: No such"
                    + " file")));
    assertThat(text()).contains("[Bench/NativeLibrary]", "libcudart.so.12", "LD_LIBRARY_PATH");
  }

  @Test
  void explainsAFullGpu() {
    print(
        new EngineException(
            """
            The following operation failed in the TorchScript interpreter.
            Traceback of TorchScript, serialized code (most recent call last):
              File "code/__torch__.py", line 17, in forward
            RuntimeError: CUDA out of memory. Tried to allocate 2.00 GiB. GPU 0 has a total \
            capacity of 139.80 GiB of which 1.20 GiB is free. Of the allocated memory 135 GiB is \
            allocated by PyTorch, and 1 GiB is reserved by PyTorch but unallocated.
            """));
    assertThat(text())
        .contains("[Bench/GpuOutOfMemory] the GPU's memory is full: CUDA out of memory. Tried")
        .contains("1.20 GiB is free.\n", "batch_size", "test_batch_size", "precision=bf16")
        .doesNotContain("TorchScript interpreter", "RuntimeError", "unallocated", "-Xmx8g");
  }

  @Test
  void explainsAFailureOfTheGpu() {
    print(
        new EngineException(
            """
            CUDA error: no kernel image is available for execution on the device
            CUDA kernel errors might be asynchronously reported at some other API call
            """));
    assertThat(text())
        .contains("[Bench/GpuFailed]", "no kernel image is available", "device=cpu", "nvidia-smi")
        .doesNotContain("asynchronously");
  }

  @Test
  void explainsAMissingPermission() {
    print(new UncheckedIOException(new AccessDeniedException("/data/chips")));
    assertThat(text()).contains("[Bench/AccessDenied]", "/data/chips");
  }

  private ExitCode print(Throwable failure) {
    PrintStream err = new PrintStream(text, true, StandardCharsets.UTF_8);
    return new ErrorPrinter(err, folder).print(failure);
  }

  private String text() {
    return text.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
  }
}
