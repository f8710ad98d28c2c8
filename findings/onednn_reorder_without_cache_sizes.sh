#!/usr/bin/env bash
# What: libtorch computes wrong convolutions, in float32 and bfloat16, on an AMD processor that does not
#   report the sizes of its caches (CPUID leaf 0x8000001D gives zeros, as in some virtual machines). oneDNN
#   then takes the first cache for 1 byte. Its reorder (jit:uni) of a kernel into padded blocks visits the
#   taps before the channels, and still clears the padding as if it were one piece: it writes zeros over
#   the taps. Nothing is said.
#   Possibly the same: https://github.com/pytorch/pytorch/issues/163347 (open).
# Version: ai.djl.pytorch:pytorch-engine 0.35.1 with libtorch 2.7.1 (oneDNN 3.7.1), Linux x86_64. libtorch
#   2.10.0 of org.bytedeco:pytorch 2.10.0-1.5.13 has the same oneDNN and gives zeros, too (not run here).
# Seen: with the kernel [1,2,4,8], the gradient of sum(conv2d(x)) for an image x of 2x2 pixels is the
#   kernel. Seen [1,0,0,0]. The forward pass of this shape is right (15); that of others is not.
# Skips itself, with 0, on a processor of another maker or one that reports its caches. Elsewhere it ends
# with 0 while that is so, and with 1 once the gradient is right.
set -euo pipefail
if ! grep -q AuthenticAMD /proc/cpuinfo || [ -d /sys/devices/system/cpu/cpu0/cache/index0 ]; then
  echo "skipped: needs an AMD processor without cache sizes (\`lscpu -C\` prints nothing)"
  exit 0
fi
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat > pom.xml <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion><groupId>finding</groupId><artifactId>finding</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>ai.djl.pytorch</groupId><artifactId>pytorch-engine</artifactId><version>0.35.1</version></dependency>
    <dependency><groupId>ai.djl.pytorch</groupId><artifactId>pytorch-jni</artifactId><version>2.7.1-0.35.1</version></dependency>
    <dependency><groupId>ai.djl.pytorch</groupId><artifactId>pytorch-native-cpu</artifactId><version>2.7.1</version><classifier>linux-x86_64</classifier></dependency>
  </dependencies>
</project>
XML
mvn -q -B dependency:copy-dependencies -DoutputDirectory=lib

cat > Finding.java <<'JAVA'
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.Arrays;

public class Finding {
  public static void main(String[] none) {
    float[] gradient;
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray x = manager.ones(new Shape(2, 1, 2, 2));
      NDArray kernel = manager.create(new float[] {1, 2, 4, 8}, new Shape(1, 1, 2, 2));
      x.setRequiresGradient(true);
      try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
        NDArray y =
            x.getNDArrayInternal()
                .convolution(
                    x, kernel, null, new Shape(1, 1), new Shape(0, 0), new Shape(1, 1), 1)
                .singletonOrThrow();
        System.out.println("forward: " + Arrays.toString(y.toFloatArray()));
        collector.backward(y.sum());
      }
      gradient = x.getGradient().toFloatArray();
    }
    System.out.println("gradient of two images: " + Arrays.toString(gradient));
    System.exit(Arrays.equals(gradient, new float[] {1, 0, 0, 0, 1, 0, 0, 0}) ? 0 : 1);
  }
}
JAVA
OPT_OUT_TRACKING=true DJL_CACHE_DIR="$folder/cache" java -cp 'lib/*' Finding.java 2> log.txt || { cat log.txt; exit 1; }
