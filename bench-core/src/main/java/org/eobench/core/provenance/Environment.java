package org.eobench.core.provenance;

import org.eobench.core.nn.torch.Cpu;
import org.jspecify.annotations.Nullable;

/**
 * The machine and the runtime of a run. They can change the last bits of a result: libtorch chooses
 * kernels by processor and splits sums by the number of threads.
 *
 * @param java version of the Java runtime
 * @param vm name and version of the virtual machine
 * @param os name and version of the operating system
 * @param arch processor architecture
 * @param cpu processor model
 * @param cores number of processors available to the runtime
 * @param maxHeapBytes upper limit of the Java heap
 * @param djl version of Deep Java Library
 * @param engine engine and its version, such as {@code PyTorch 2.7.1}
 * @param engineFolder folder of the engine's native library; null in records of versions that did
 *     not store it
 * @param device device of the run, such as {@code cpu} or {@code gpu:0}
 * @param precision number format of the run, such as {@code bf16}, also where it was chosen by
 *     {@code auto}; null outside of runs and in records of versions that did not store it
 */
public record Environment(
    String java,
    String vm,
    String os,
    String arch,
    String cpu,
    int cores,
    long maxHeapBytes,
    String djl,
    String engine,
    @Nullable String engineFolder,
    String device,
    @Nullable String precision) {

  /** Describes this machine; the caller supplies the facts about the engine. */
  public static Environment of(
      String djl, String engine, @Nullable String engineFolder, String device) {
    Runtime runtime = Runtime.getRuntime();
    return new Environment(
        System.getProperty("java.version"),
        System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"),
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        System.getProperty("os.arch"),
        Cpu.model(),
        runtime.availableProcessors(),
        runtime.maxMemory(),
        djl,
        engine,
        engineFolder,
        device,
        null);
  }

  /** The same machine with the number format of a run. */
  public Environment computingIn(String format) {
    return new Environment(
        java, vm, os, arch, cpu, cores, maxHeapBytes, djl, engine, engineFolder, device, format);
  }
}
