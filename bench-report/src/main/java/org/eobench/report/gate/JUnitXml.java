package org.eobench.report.gate;

import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** The checks of a gate as JUnit XML, which continuous integration shows as test results. */
public final class JUnitXml {
  private JUnitXml() {}

  /** A test suite for each group, a test case for each check. */
  public static String of(GateReport report) {
    Map<String, List<GateCheck>> groups =
        report.checks().stream()
            .collect(
                Collectors.groupingBy(GateCheck::group, LinkedHashMap::new, Collectors.toList()));
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeCharacters("\n");
      xml.writeStartElement("testsuites");
      attribute(xml, "name", "gate");
      counts(xml, report.checks());
      for (Map.Entry<String, List<GateCheck>> group : groups.entrySet()) {
        suite(xml, group.getKey(), group.getValue());
      }
      xml.writeCharacters("\n");
      xml.writeEndElement();
      xml.writeEndDocument();
      xml.flush();
    } catch (XMLStreamException impossible) {
      throw new IllegalStateException("a string can always be written", impossible);
    }
    return text.append("\n").toString();
  }

  private static void suite(XMLStreamWriter xml, String name, List<GateCheck> checks)
      throws XMLStreamException {
    xml.writeCharacters("\n  ");
    xml.writeStartElement("testsuite");
    attribute(xml, "name", name);
    counts(xml, checks);
    attribute(xml, "skipped", String.valueOf(number(checks, GateCheck.Status.NOT_CHECKED)));
    for (GateCheck check : checks) {
      xml.writeCharacters("\n    ");
      xml.writeStartElement("testcase");
      attribute(xml, "classname", name);
      attribute(xml, "name", check.name());
      switch (check.status()) {
        case FAILED -> message(xml, "failure", check.message());
        case NOT_CHECKED -> message(xml, "skipped", check.message());
        case PASSED -> {
          xml.writeStartElement("system-out");
          xml.writeCharacters(printable(check.message()));
          xml.writeEndElement();
        }
      }
      xml.writeEndElement();
    }
    xml.writeCharacters("\n  ");
    xml.writeEndElement();
  }

  private static void counts(XMLStreamWriter xml, List<GateCheck> checks)
      throws XMLStreamException {
    attribute(xml, "tests", String.valueOf(checks.size()));
    attribute(xml, "failures", String.valueOf(number(checks, GateCheck.Status.FAILED)));
    attribute(xml, "errors", "0");
  }

  private static long number(List<GateCheck> checks, GateCheck.Status status) {
    return checks.stream().filter(check -> check.status() == status).count();
  }

  private static void message(XMLStreamWriter xml, String element, String message)
      throws XMLStreamException {
    xml.writeStartElement(element);
    attribute(xml, "message", message);
    xml.writeEndElement();
  }

  private static void attribute(XMLStreamWriter xml, String name, String value)
      throws XMLStreamException {
    xml.writeAttribute(name, printable(value));
  }

  /** XML 1.0 has no other control characters than these, not even escaped. */
  private static String printable(String text) {
    return text.replaceAll(
        "[^\\x09\\x0a\\x0d\\x20-\\ud7ff\\ue000-\\ufffd\\x{10000}-\\x{10ffff}]", "?");
  }
}
