#!/usr/bin/env bash
# What: NDArrays.concat of a list with one array gives a copy that autograd does not know. No gradient
#   passes it, and nothing is said. With two arrays or more the gradient is right.
# Version: ai.djl:api and ai.djl.pytorch:pytorch-engine 0.35.1 with libtorch 2.7.1, Linux x86_64.
# Seen: d/dx (sum(x*x) + sum(concat(2x))) is 2x + 2, so [4,6,8] is right at x = [1,2,3]; seen [2,4,6].
#   With two arrays: [6,8,10], as it should be.
# Ends with 0 while that is so, and with 1 once the gradient of one array is right.
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
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import java.util.Arrays;

public class Finding {
  static float[] gradient(int count) {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray x = manager.create(new float[] {1, 2, 3});
      NDArray two = manager.create(2f);
      x.setRequiresGradient(true);
      try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
        NDList arrays = new NDList();
        for (int i = 0; i < count; i++) {
          arrays.add(x.mul(two));
        }
        collector.backward(NDArrays.concat(arrays, 0).sum().add(x.mul(x).sum()));
      }
      float[] gradient = x.getGradient().toFloatArray();
      System.out.println(count + " joined: " + Arrays.toString(gradient));
      return gradient;
    }
  }

  public static void main(String[] none) {
    boolean one = Arrays.equals(gradient(1), new float[] {4, 6, 8});
    boolean two = Arrays.equals(gradient(2), new float[] {6, 8, 10});
    System.exit(!one && two ? 0 : 1);
  }
}
JAVA
OPT_OUT_TRACKING=true DJL_CACHE_DIR="$folder/cache" java -cp 'lib/*' Finding.java 2> log.txt || { cat log.txt; exit 1; }
