#!/usr/bin/env bash
# What: NaturalRanking orders -0.0 below 0.0 instead of giving them one rank, so tests on ranks see a
#   difference between equal values. A Mann-Whitney test of {-0.0} against {0.0} has U = 0 instead of 0.5.
# Version: org.apache.commons:commons-statistics-inference 1.2 with commons-statistics-ranking 1.2.
# Seen: U(-0.0,0.0) 0.0, U(0.0,0.0) 0.5
# Ends with 0 while that is so, and with 1 once both are equal. Add 0.0 to each value before ranking.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat > pom.xml <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion><groupId>finding</groupId><artifactId>finding</artifactId><version>1</version>
  <dependencies><dependency><groupId>org.apache.commons</groupId><artifactId>commons-statistics-inference</artifactId><version>1.2</version></dependency></dependencies>
</project>
XML
mvn -q -B dependency:copy-dependencies -DoutputDirectory=lib

cat > Finding.java <<'JAVA'
import org.apache.commons.statistics.inference.MannWhitneyUTest;

public class Finding {
  public static void main(String[] none) {
    MannWhitneyUTest test = MannWhitneyUTest.withDefaults();
    double signed = test.statistic(new double[] {-0.0}, new double[] {0.0});
    double plain = test.statistic(new double[] {0.0}, new double[] {0.0});
    System.out.println("U(-0.0,0.0) " + signed + ", U(0.0,0.0) " + plain);
    System.exit(signed == 0.0 && plain == 0.5 ? 0 : 1);
  }
}
JAVA
java -cp 'lib/*' Finding.java
