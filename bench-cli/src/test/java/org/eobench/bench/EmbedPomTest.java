package org.eobench.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.eobench.testing.SharedFiles;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** The {@code pom.xml} of {@code examples/embed} names what this project builds. */
class EmbedPomTest {
  /** Modules that a program needs for the command line and for tests only. */
  private static final List<String> OTHER_MODULES = List.of("bench-cli", "bench-testing");

  private static final XPath XPATH = XPathFactory.newInstance().newXPath();

  private final Document example = pom("examples/embed/pom.xml");
  private final Document root = pom("pom.xml");
  private final Document cli = pom("bench-cli/pom.xml");

  @Test
  void takesTheVersionsOfThisProject() throws Exception {
    Node imported = nodes(example, "//dependencyManagement//dependency").get(0);
    for (String part : List.of("groupId", "artifactId", "version")) {
      assertThat(text(imported, part)).isEqualTo(text(root, "/project/" + part)).isNotEmpty();
    }
    assertThat(text(imported, "scope")).isEqualTo("import");
    String compiler = "//plugin[artifactId='maven-compiler-plugin']/version";
    assertThat(text(example, compiler)).isEqualTo(text(root, compiler)).isNotEmpty();
    for (String property : List.of("maven.compiler.release", "pytorch.platform")) {
      String place = "/project/properties/*[name()='" + property + "']";
      assertThat(text(example, place)).isEqualTo(text(root, place)).isNotEmpty();
    }
  }

  @Test
  void namesEveryModuleOfTheLibrary() throws Exception {
    List<String> modules =
        nodes(root, "/project/modules/module").stream()
            .map(Node::getTextContent)
            .filter(module -> !OTHER_MODULES.contains(module))
            .toList();
    assertThat(modules).hasSizeGreaterThan(3);
    assertThat(dependencies(example).keySet())
        .containsAll(modules.stream().map(module -> "org.eobench:" + module).toList());
  }

  @Test
  void namesEveryArtifactAsTheCommandLineDoes() throws Exception {
    Map<String, List<String>> known = dependencies(cli);
    Map<String, List<String>> named = dependencies(example);
    assertThat(named).hasSizeGreaterThan(4);
    assertThat(known).containsAllEntriesOf(named);
  }

  /** Version, classifier and scope by group and artifact. */
  private static Map<String, List<String>> dependencies(Document pom) throws Exception {
    Map<String, List<String>> found = new LinkedHashMap<>();
    for (Node dependency : nodes(pom, "/project/dependencies/dependency")) {
      found.put(
          text(dependency, "groupId") + ":" + text(dependency, "artifactId"),
          List.of(
              text(dependency, "version"),
              text(dependency, "classifier"),
              text(dependency, "scope")));
    }
    return found;
  }

  private static Document pom(String place) {
    Path file = SharedFiles.projectRoot().resolve(place);
    try {
      return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
    } catch (Exception unreadable) {
      throw new AssertionError(file.toString(), unreadable);
    }
  }

  private static List<Node> nodes(Node parent, String path) throws Exception {
    NodeList found = (NodeList) XPATH.evaluate(path, parent, XPathConstants.NODESET);
    return IntStream.range(0, found.getLength()).mapToObj(found::item).toList();
  }

  private static String text(Node parent, String path) throws Exception {
    return XPATH.evaluate(path, parent);
  }
}
