#!/usr/bin/env bash
# What: PlainParquetConfiguration and LocalInputFile promise to read Parquet without Hadoop, but building
#   the options of a reader with them ends with a missing class of Hadoop.
# Version: org.apache.parquet:parquet-hadoop 1.18.1, without Hadoop on the class path.
# Seen: NoClassDefFoundError: org/apache/hadoop/io/compress/zlib/ZlibCompressor$CompressionLevel
# Ends with 0 while that is so, and with 1 once the options can be built. Put stubs of the few Hadoop
#   classes that the reader names on the class path.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat > pom.xml <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion><groupId>finding</groupId><artifactId>finding</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>org.apache.parquet</groupId><artifactId>parquet-hadoop</artifactId><version>1.18.1</version></dependency>
    <dependency><groupId>org.slf4j</groupId><artifactId>slf4j-nop</artifactId><version>1.7.36</version></dependency>
  </dependencies>
</project>
XML
mvn -q -B dependency:copy-dependencies -DoutputDirectory=lib

cat > Finding.java <<'JAVA'
public class Finding {
  public static void main(String[] none) throws Exception {
    // By name, as the compiler already asks for the class of Hadoop.
    Object plain =
        Class.forName("org.apache.parquet.conf.PlainParquetConfiguration").getConstructor().newInstance();
    try {
      Object builder =
          Class.forName("org.apache.parquet.ParquetReadOptions")
              .getMethod("builder", Class.forName("org.apache.parquet.conf.ParquetConfiguration"))
              .invoke(null, plain);
      System.out.println("built " + builder.getClass().getMethod("build").invoke(builder));
    } catch (NoClassDefFoundError missing) {
      seen(missing);
    } catch (java.lang.reflect.InvocationTargetException failed) {
      seen(failed.getCause());
    }
    System.exit(1);
  }

  private static void seen(Throwable failure) {
    System.out.println(failure.getClass().getSimpleName() + ": " + failure.getMessage());
    boolean hadoop = String.valueOf(failure.getMessage()).contains("org/apache/hadoop");
    System.exit(failure instanceof NoClassDefFoundError && hadoop ? 0 : 1);
  }
}
JAVA
java -cp 'lib/*' Finding.java
