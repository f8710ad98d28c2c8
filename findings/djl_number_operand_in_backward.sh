#!/usr/bin/env bash
# What: the gradient of NDArray.mul(Number) is computed with whatever lies in memory that was freed. DJL wraps the number
#   into an array over Java memory and closes it at once, while autograd keeps the address for the backward pass. The same
#   holds for div(Number). The result of the forward pass is right, and nothing is said.
# Version: ai.djl:api and ai.djl.pytorch:pytorch-engine 0.35.1 with libtorch 2.7.1, Linux x86_64.
# Seen: d/dx sum(3x) is 3. After a garbage collection and new buffers that contain 7, the gradient is 7.
#   With an array in place of the number it is 3, as it should be.
# Ends with 0 while that is so, and with 1 once the gradient is right.
set -euo pipefail
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
import ai.djl.training.GradientCollector;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

public class Finding {
  /** Collects garbage, and writes other values into the memory that this frees. */
  static void reuse() throws InterruptedException {
    for (int round = 0; round < 5; round++) {
      System.gc();
      Thread.sleep(100);
      List<ByteBuffer> others = new ArrayList<>();
      for (int i = 0; i < 20000; i++) {
        ByteBuffer other = ByteBuffer.allocateDirect(4).order(ByteOrder.nativeOrder());
        other.putFloat(0, 7f);
        others.add(other);
      }
    }
  }

  static float[] gradient(boolean number) throws InterruptedException {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray x = manager.create(new float[] {1, 2, 3});
      NDArray three = manager.create(3f);
      x.setRequiresGradient(true);
      try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
        NDArray y = number ? x.mul(3f) : x.mul(three);
        reuse();
        collector.backward(y.sum());
      }
      float[] gradient = x.getGradient().toFloatArray();
      System.out.println((number ? "times a number: " : "times an array: ") + Arrays.toString(gradient));
      return gradient;
    }
  }

  public static void main(String[] none) throws InterruptedException {
    float[] right = {3, 3, 3};
    boolean array = Arrays.equals(gradient(false), right);
    boolean number = Arrays.equals(gradient(true), right);
    System.exit(array && !number ? 0 : 1);
  }
}
JAVA
OPT_OUT_TRACKING=true DJL_CACHE_DIR="$folder/cache" java -cp 'lib/*' Finding.java 2> log.txt || { cat log.txt; exit 1; }
