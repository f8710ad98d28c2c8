package org.eobench.core.io.geotiff;

import java.io.InputStream;
import java.io.StringReader;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Readers of XML from anywhere, which neither open other files nor expand entities. */
final class SafeXml {
  private SafeXml() {}

  static XMLStreamReader reader(String text) throws XMLStreamException {
    return factory().createXMLStreamReader(new StringReader(text));
  }

  /** The text's encoding is what its first bytes say. */
  static XMLStreamReader reader(InputStream bytes) throws XMLStreamException {
    return factory().createXMLStreamReader(bytes);
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    return factory;
  }
}
