package org.eobench.cli.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** Versions of libraries that others ask for and that pom.xml pins. */
class DependencyVersionsTest {
  @Test
  void guavaIsNewerThanItsHoleInTemporaryFolders() throws IOException {
    Properties facts = new Properties();
    try (InputStream in =
        DependencyVersionsTest.class.getResourceAsStream(
            "/META-INF/maven/com.google.guava/guava/pom.properties")) {
      assertThat(in).as("guava on the class path").isNotNull();
      facts.load(in);
    }
    int major = Integer.parseInt(facts.getProperty("version").split("\\.", 2)[0]);
    assertThat(major).as("CVE-2023-2976 is in 31 and before").isGreaterThanOrEqualTo(33);
  }
}
