#!/usr/bin/env bash
# What: WilcoxonSignedRankTest keeps a pair of equal values as a difference of 0 that counts as negative.
#   The test is two-sided, but its p value changes when the two samples change places.
# Version: org.apache.commons:commons-math3 3.6.1.
# Seen: p(x,y) 0.3125, p(y,x) 0.4375
# Ends with 0 while that is so, and with 1 once both are equal. Leave equal pairs out before the test.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat > pom.xml <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion><groupId>finding</groupId><artifactId>finding</artifactId><version>1</version>
  <dependencies><dependency><groupId>org.apache.commons</groupId><artifactId>commons-math3</artifactId><version>3.6.1</version></dependency></dependencies>
</project>
XML
mvn -q -B dependency:copy-dependencies -DoutputDirectory=lib

cat > Finding.java <<'JAVA'
import org.apache.commons.math3.stat.inference.WilcoxonSignedRankTest;

public class Finding {
  public static void main(String[] none) {
    double[] x = {1.1, 2.3, 3.2, 4.4, 5.0, 6.7};
    double[] y = {1.0, 2.0, 3.6, 4.2, 5.0, 6.2}; // the fifth pair is equal
    double there = new WilcoxonSignedRankTest().wilcoxonSignedRankTest(x, y, true);
    double back = new WilcoxonSignedRankTest().wilcoxonSignedRankTest(y, x, true);
    System.out.println("p(x,y) " + there + ", p(y,x) " + back);
    System.exit(there == 0.3125 && back == 0.4375 ? 0 : 1);
  }
}
JAVA
java -cp 'lib/*' Finding.java
